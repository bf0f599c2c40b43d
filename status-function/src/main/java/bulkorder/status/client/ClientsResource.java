package bulkorder.status.client;

import static jakarta.ws.rs.core.HttpHeaders.LOCATION;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client.Status;
import bulkorder.status.Parameter;
import bulkorder.status.Role;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The clients, for administrators: which there are, and what each may do. */
@Path(ClientsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class ClientsResource {

  /** Where clients are. */
  public static final String PATH = "/api/v1/clients";

  private static final int CLIENTS_DEFAULT = 20;
  private static final int CLIENTS_MAX = 100;

  private final ClientAdministration administration;

  ClientsResource(ClientAdministration administration) {
    this.administration = administration;
  }

  /**
   * Creates a client.
   *
   * @param wish a {@link NewClientWish}
   */
  @Operation(operationId = "createClient", summary = "Create a client")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ClientAnswer.class)))
  @RequestBody(content = @Content(schema = @Schema(implementation = NewClientWish.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<ClientAnswer> create(@Nullable JsonNode wish) {
    ClientAnswer created = administration.create(NewClientWish.of(wish));
    return ResponseBuilder.create(Response.Status.CREATED, created)
        .header(LOCATION, PATH + "/" + created.clientId())
        .build();
  }

  /** Lists clients in the sequence of their ids. */
  @Operation(operationId = "listClients", summary = "List clients")
  @GET
  public ClientsAnswer list(
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + CLIENTS_MAX,
              defaultValue = "" + CLIENTS_DEFAULT)
          @Nullable String limit) {
    return administration.page(
        new Parameter("cursor", cursor).cursor(ClientId::parse),
        new Parameter("limit", limit).number(CLIENTS_DEFAULT, 1, CLIENTS_MAX));
  }

  /** One client. */
  @Operation(operationId = "getClient", summary = "Show a client")
  @GET
  @Path("{clientId}")
  public ClientAnswer get(@RestPath String clientId) {
    return administration.find(clientId);
  }

  /**
   * Changes a client.
   *
   * @param wish a {@link ClientWish}; what it does not name stays
   */
  @Operation(operationId = "changeClient", summary = "Change a client")
  @RequestBody(content = @Content(schema = @Schema(implementation = ClientWish.class)))
  @PATCH
  @Path("{clientId}")
  @Consumes(MediaType.APPLICATION_JSON)
  public ClientAnswer change(@RestPath String clientId, @Nullable JsonNode wish) {
    return administration.change(clientId, ClientWish.ofChange(wish));
  }

  /** Refuses a client its files, and every call that changes anything; what runs goes on. */
  @Operation(operationId = "disableClient", summary = "Disable a client")
  @POST
  @Path("{clientId}/disable")
  public ClientAnswer disable(@RestPath String clientId) {
    return administration.set(clientId, Status.DISABLED);
  }

  /** Lets a client import and call again. */
  @Operation(operationId = "enableClient", summary = "Enable a client")
  @POST
  @Path("{clientId}/enable")
  public ClientAnswer enable(@RestPath String clientId) {
    return administration.set(clientId, Status.ACTIVE);
  }
}
