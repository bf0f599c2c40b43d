package bulkorder.notify;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The existing notification service over HTTP. */
@RegisterRestClient(configKey = "notification-service")
@Path("/api/v1/notifications")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface NotificationService {

  /**
   * Sends a mail. The same key again sends none, where the service knows keys.
   *
   * @return fails with {@link jakarta.ws.rs.WebApplicationException} for 4xx and 5xx
   */
  @POST
  @Path("/email")
  Uni<RestResponse<String>> send(
      @HeaderParam("Idempotency-Key") String idempotencyKey, EmailRequest request);
}
