package bulkorder.payment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The existing payment service over HTTP. Each method gives the body of a successful answer back,
 * and throws {@link jakarta.ws.rs.WebApplicationException} with any other.
 */
@RegisterRestClient(configKey = "payment-service")
@Path("/api/v1/payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface PaymentService {

  /**
   * Asks for a charge. The same key with the same body gets the answer of the first call.
   *
   * @param idempotencyKey null if the service knows no keys
   */
  @POST
  String pay(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, PaymentRequest request);

  /** The payment that was asked for with a key; 404 if there is none. */
  @GET
  String find(@QueryParam("idempotency_key") String idempotencyKey);

  /**
   * The payments from a time on, oldest first.
   *
   * @param createdFrom as 2026-01-31T00:00:00Z
   * @param after the id of the last payment of the page before, or null
   */
  @GET
  String list(
      @QueryParam("created_from") String createdFrom,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") int limit);
}
