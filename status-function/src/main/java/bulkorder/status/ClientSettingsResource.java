package bulkorder.status;

import bulkorder.status.client.ClientsResource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a client settles about being told: its customers, its operators, its own system. */
@Path(ClientsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class ClientSettingsResource {

  private final ClientSettings settings;

  ClientSettingsResource(ClientSettings settings) {
    this.settings = settings;
  }

  /** What is settled; the secret of the webhook is not told. */
  @GET
  @Path("{clientId}/notifications")
  @RolesAllowed({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "getNotificationSettings",
      summary = "Show what a client settled about being told")
  public NotificationsAnswer get(@RestPath String clientId) {
    return settings.find(clientId);
  }

  /**
   * Changes what is settled. The first time that there is a webhook, the answer has its secret.
   *
   * @param wish a {@link NotificationsWish}; what it does not name stays
   */
  @PUT
  @Path("{clientId}/notifications")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = NotificationsWish.class)))
  @RolesAllowed({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "changeNotificationSettings",
      summary = "Change what a client settled about being told")
  public NotificationsAnswer change(@RestPath String clientId, @Nullable JsonNode wish) {
    return settings.change(clientId, NotificationsWish.of(wish));
  }

  /**
   * Replaces the secret of the webhook, and answers the new one.
   *
   * @param wish the JSON of a {@link SecretWish}; without it, and then without its type, the former
   *     secret goes on signing for a day
   */
  @POST
  @Path("{clientId}/webhook-secret")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SecretWish.class)))
  @RolesAllowed({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "replaceWebhookSecret",
      summary = "Replace the secret of a client's webhook")
  public WebhookSecretAnswer newSecret(@RestPath String clientId, @Nullable String wish)
      throws JsonProcessingException {
    return settings.newSecret(clientId, wish);
  }
}
