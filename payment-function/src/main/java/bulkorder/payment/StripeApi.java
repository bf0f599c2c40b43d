package bulkorder.payment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's PaymentIntents over HTTP (https://docs.stripe.com/api/payment_intents). Each method
 * gives the body of a successful answer back, and throws {@link
 * jakarta.ws.rs.WebApplicationException} with any other.
 */
@RegisterRestClient(configKey = "stripe")
@Path("/v1/payment_intents")
@ClientHeaderParam(name = "Stripe-Version", value = "2024-06-20")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface StripeApi {

  /** Makes an intent, which takes nothing until it is confirmed. */
  @POST
  String create(
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      String form);

  /** Takes the money. */
  @POST
  @Path("/{id}/confirm")
  String confirm(
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @PathParam("id") String id,
      String form);

  /** Makes sure that an intent never takes money. */
  @POST
  @Path("/{id}/cancel")
  String cancel(
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @PathParam("id") String id,
      String form);

  /** An intent as it is now. */
  @GET
  @Path("/{id}")
  String retrieve(@HeaderParam("Authorization") String authorization, @PathParam("id") String id);

  /** Intents, newest first, with their charges. */
  @GET
  String list(
      @HeaderParam("Authorization") String authorization,
      @QueryParam("created[gte]") long createdFrom,
      @QueryParam("starting_after") @Nullable String startingAfter,
      @QueryParam("limit") int limit,
      @QueryParam("expand[]") String expand);
}
