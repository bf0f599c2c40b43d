package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Stripe's endpoints, each with the key of its own that belongs to the attempt. */
@ApplicationScoped
class StripeCalls {

  private static final int LIST_PAGE = 100;
  private static final String NO_FIELDS = "";
  private static final String OFF_SESSION = new StripeForm().with("off_session", "true").encoded();

  private final StripeApi api;
  private final ProviderCalls calls;
  private final ObjectMapper json;
  private final String authorization;

  StripeCalls(
      @RestClient StripeApi api, ProviderCalls calls, PaymentConfig config, ObjectMapper json) {
    this.api = api;
    this.calls = calls;
    this.json = json;
    this.authorization =
        "Bearer "
            + config
                .stripe()
                .secretKey()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "bulkorder.stripe.secret-key is missing, and Stripe is to take the"
                                + " money"));
  }

  ProviderAnswer create(Attempt attempt, long units) {
    String form = StripeOrder.form(attempt, units);
    return calls.make(() -> api.create(authorization, key(attempt, "intent"), form));
  }

  ProviderAnswer confirm(Attempt attempt, String id) {
    return calls.make(() -> api.confirm(authorization, key(attempt, "confirm"), id, OFF_SESSION));
  }

  ProviderAnswer cancel(Attempt attempt, String id) {
    return calls.make(() -> api.cancel(authorization, key(attempt, "cancel"), id, NO_FIELDS));
  }

  ProviderAnswer retrieve(String id) {
    return calls.make(() -> api.retrieve(authorization, id));
  }

  /** A page of all intents, newest first. */
  ProviderPage list(Instant since, @Nullable String after) {
    ProviderAnswer answer =
        calls.make(
            () ->
                api.list(
                    authorization, since.getEpochSecond(), after, LIST_PAGE, "data.latest_charge"));
    if (answer.status() != 200) {
      throw new CallFailed(CallFailure.TURNED_AWAY, "status " + answer.status());
    }
    JsonNode page = parse(answer);
    List<ProviderPayment> payments = new ArrayList<>();
    page.path("data").forEach(intent -> payments.add(StripeIntent.of(intent).listed()));
    boolean more = page.path("has_more").asBoolean() && !payments.isEmpty();
    return new ProviderPage(payments, more ? payments.getLast().reference() : null);
  }

  /**
   * @throws CallFailed if the answer is not JSON
   */
  JsonNode parse(ProviderAnswer answer) {
    try {
      return json.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CallFailed(
          CallFailure.UNCLEAR, "status " + answer.status() + " and a body that is not JSON");
    }
  }

  private static String key(Attempt attempt, String step) {
    return attempt.idempotencyKey() + "-" + step;
  }
}
