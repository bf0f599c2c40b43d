package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Stripe's PaymentIntents on a free port of 127.0.0.1, kept in a file: form bodies, idempotency
 * keys with their stored answers, test payment methods, error bodies, the list. {@code POST
 * /v1/refunds} gives back, {@code POST /disputes} contests. What goes wrong is chosen by the
 * payment method ({@code pm_confirm_cut_after}, {@code pm_create_503_once}, …) and by the
 * behaviour.
 *
 * <p>Stricter than Stripe: every request names its API version, every POST has a key.
 */
public final class StripeServer implements AutoCloseable {

  private static final int LISTED_DEFAULT = 10;
  private static final int LISTED_MAX = 100;

  private final StripeIntents intents;
  private final StripeIdempotency keys;
  private final HttpEndpoint http;

  private StripeServer(StripeIntents intents, PaymentServer.Behaviour behaviour)
      throws IOException {
    this.intents = intents;
    this.keys = new StripeIdempotency(intents, behaviour, RandomGenerator.getDefault());
    var desk = new StripeDesk(intents, keys);
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.post("/v1/payment_intents", worded(desk::create)),
                Route.post("/v1/payment_intents/*/confirm", worded(desk::confirm)),
                Route.post("/v1/payment_intents/*/cancel", worded(desk::cancel)),
                Route.get("/v1/payment_intents", worded(this::list)),
                Route.get("/v1/payment_intents/*", worded(this::retrieve)),
                Route.post("/v1/refunds", worded(this::refund)),
                Route.post("/disputes", worded(this::dispute))));
  }

  /**
   * Starts with the intents that earlier runs left in the file.
   *
   * @param file lines of JSON; made when missing
   * @param behaviour of creations and confirmations; the share of declines is not used
   */
  public static StripeServer start(Path file, PaymentServer.Behaviour behaviour) {
    var intents = new StripeIntents(file, Clock.systemUTC(), RandomGenerator.getDefault());
    try {
      return new StripeServer(intents, behaviour);
    } catch (IOException e) {
      intents.close();
      throw new UncheckedIOException("cannot start Stripe's stand-in", e);
    }
  }

  /** Its base URL, without a slash at the end. */
  public URI endpoint() {
    return http.uri();
  }

  /** Changes how creations and confirmations are treated from now on. */
  public void behave(PaymentServer.Behaviour behaviour) {
    keys.behave(behaviour);
  }

  /** Forgets all idempotency keys, as Stripe may after 24 hours. */
  public void forgetKeys() {
    intents.forgetKeys();
  }

  @Override
  public void close() {
    http.close();
    intents.close();
  }

  /** An intent as the API shows it: with the id of its charge, or with the charge itself. */
  static ObjectNode shown(ObjectNode intent, boolean withCharge) {
    ObjectNode shown = intent.deepCopy();
    if (!withCharge && intent.path("latest_charge") instanceof ObjectNode charge) {
      shown.set("latest_charge", charge.get("id"));
    }
    return shown;
  }

  private HttpAnswer retrieve(HttpRequest request) {
    return HttpAnswer.json(200, shown(intents.get(request.item()), false));
  }

  private HttpAnswer list(HttpRequest request) {
    int limit = request.limit(LISTED_DEFAULT, LISTED_MAX);
    long createdFrom = Long.parseLong(request.parameter("created[gte]").orElse("0"));
    String startingAfter = request.parameter("starting_after").orElse(null);
    boolean withCharge = request.parameter("expand[]").orElse("").equals("data.latest_charge");
    List<ObjectNode> found = intents.list(createdFrom, startingAfter, limit + 1);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("object", "list");
    json.put("data", found.stream().limit(limit).map(intent -> shown(intent, withCharge)).toList());
    json.put("has_more", found.size() > limit);
    return HttpAnswer.json(200, json);
  }

  private HttpAnswer refund(HttpRequest request) {
    long amount = Long.parseLong(request.form().getOrDefault("amount", "0"));
    return changeCharge(
        request,
        charge -> charge.put("amount_refunded", charge.path("amount_refunded").asLong() + amount));
  }

  private HttpAnswer dispute(HttpRequest request) {
    return changeCharge(request, charge -> charge.put("disputed", true));
  }

  private HttpAnswer changeCharge(HttpRequest request, Consumer<ObjectNode> change) {
    String id = request.form().getOrDefault("payment_intent", "");
    JsonNode intent =
        intents.change(
            id,
            json -> {
              if (!(json.path("latest_charge") instanceof ObjectNode charge)) {
                throw StripeProblem.invalid(null, "payment_intent", "it has no charge");
              }
              change.accept(charge);
            });
    return HttpAnswer.json(200, intent);
  }

  private static Route.Handler worded(Route.Handler handler) {
    return request -> {
      try {
        if (!request.header("Authorization").orElse("").startsWith("Bearer sk_test_")) {
          throw new StripeProblem(401, "invalid_request_error", null, "Invalid API Key provided");
        }
        if (request.header("Stripe-Version").isEmpty()) {
          throw StripeProblem.invalid(null, null, "this stand-in wants a Stripe-Version");
        }
        return handler.answer(request);
      } catch (StripeProblem problem) {
        return problem.answer();
      }
    };
  }
}
