package bulkorder.payment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The existing payment service over HTTP. */
@RegisterRestClient(configKey = "payment-service")
@Path("/api/v1/payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface PaymentService {

  /**
   * Asks for a charge. The same key with the same body gets the answer of the first call.
   *
   * @return the body of a successful answer
   * @throws jakarta.ws.rs.WebApplicationException with any other answer
   */
  @POST
  String pay(@HeaderParam("Idempotency-Key") String idempotencyKey, PaymentRequest request);
}
