package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The payment provider on a free port of 127.0.0.1: it charges what it is asked to, once for each
 * {@code Idempotency-Key}, and keeps a ledger of it in a file.
 *
 * <p>{@code POST /api/v1/payments} charges; {@code GET /api/v1/payments?idempotency_key=…} and
 * {@code GET /api/v1/payments/{payment_id}} tell an outcome; {@code GET
 * /api/v1/payments?created_from=…&after=…&limit=…} lists, oldest first; {@code GET /ledger} is what
 * the provider thinks it has charged, for reconciliation; {@code GET /} shows it to people. {@code
 * POST /refunds} and {@code POST /disputes} are what other parties do to a payment. What goes wrong
 * is chosen by the payment token ({@code tok_declined}, {@code tok_cut_after}, …) and by the {@link
 * Behaviour}, also with {@code PUT /behaviour}.
 */
public final class PaymentServer implements AutoCloseable {

  private static final int PAGE_DEFAULT = 1_000;
  private static final int PAGE_MAX = 10_000;
  private static final int LISTED_DEFAULT = 100;
  private static final int LISTED_MAX = 1_000;
  private static final int SHOWN_MAX = 100;

  /**
   * How the provider behaves towards every charge, before its token has a say.
   *
   * @param latency added to each charge, 60 seconds at most
   * @param declineRate the share of captures that are declined instead, 0 to 1
   * @param errorRate the share of charges that fail and charge nothing, 0 to 1
   * @param cutAfterChargeRate the share of captures whose answer is lost, 0 to 1
   * @param ratePerSecondMax charges a second before it answers 429, 0 for no limit
   * @param errorStatus what those that fail get, 429 or 500 to 599
   * @param retryAfterSeconds when it tells those that fail with 5xx to come back, 0 if it does not
   */
  public record Behaviour(
      Duration latency,
      double declineRate,
      double errorRate,
      double cutAfterChargeRate,
      int ratePerSecondMax,
      int errorStatus,
      int retryAfterSeconds) {

    private static final int ERROR_STATUS_DEFAULT = 500;

    /** Charges everything at once. */
    public static final Behaviour NONE = new Behaviour(Duration.ZERO, 0, 0, 0, 0);

    public Behaviour {
      Checks.latency(latency);
      Checks.rate("declineRate", declineRate);
      Checks.rate("errorRate", errorRate);
      Checks.rate("cutAfterChargeRate", cutAfterChargeRate);
      Checks.notNegative("ratePerSecondMax", ratePerSecondMax);
      Checks.errorStatus(errorStatus);
      Checks.notNegative("retryAfterSeconds", retryAfterSeconds);
    }

    /** Those that fail get 500. */
    public Behaviour(
        Duration latency,
        double declineRate,
        double errorRate,
        double cutAfterChargeRate,
        int ratePerSecondMax) {
      this(
          latency,
          declineRate,
          errorRate,
          cutAfterChargeRate,
          ratePerSecondMax,
          ERROR_STATUS_DEFAULT,
          0);
    }

    /** Every charge fails with this status, and charges nothing. */
    public static Behaviour failing(int status) {
      return new Behaviour(Duration.ZERO, 0, 1, 0, 0, status, 0);
    }

    private static Behaviour of(ObjectNode json) {
      return new Behaviour(
          Duration.ofMillis(json.path("latency_ms").asLong()),
          json.path("decline_rate").asDouble(),
          json.path("error_rate").asDouble(),
          json.path("cut_after_charge_rate").asDouble(),
          json.path("rate_per_second_max").asInt(),
          json.path("error_status").asInt(ERROR_STATUS_DEFAULT),
          json.path("retry_after_s").asInt());
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("latency_ms", latency.toMillis());
      json.put("decline_rate", declineRate);
      json.put("error_rate", errorRate);
      json.put("cut_after_charge_rate", cutAfterChargeRate);
      json.put("rate_per_second_max", ratePerSecondMax);
      json.put("error_status", errorStatus);
      json.put("retry_after_s", retryAfterSeconds);
      return json;
    }
  }

  private final PaymentLedger ledger;
  private final PaymentDesk desk;
  private final HttpEndpoint http;

  private PaymentServer(PaymentLedger ledger, Behaviour behaviour) throws IOException {
    this.ledger = ledger;
    this.desk = new PaymentDesk(ledger, behaviour, RandomGenerator.getDefault());
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.post("/api/v1/payments", desk::charge),
                Route.get("/api/v1/payments", this::byKeyOrListed),
                Route.get("/api/v1/payments/*", request -> found(byId(request))),
                Route.post("/refunds", this::refund),
                Route.post("/disputes", this::dispute),
                Route.get("/ledger", this::ledger),
                Route.get("/behaviour", _ -> HttpAnswer.json(200, desk.behaviour().json())),
                Route.put("/behaviour", this::behave),
                Route.get(
                    "/",
                    _ ->
                        HttpAnswer.html(
                            PaymentPage.of(ledger.totals().json(), ledger.newest(SHOWN_MAX))))));
  }

  /**
   * Starts with the payments that earlier runs left in the file.
   *
   * @param ledgerFile lines of JSON; made when missing
   */
  public static PaymentServer start(Path ledgerFile, Behaviour behaviour) {
    PaymentLedger ledger =
        PaymentLedger.open(ledgerFile, Clock.systemUTC(), RandomGenerator.getDefault());
    try {
      return new PaymentServer(ledger, behaviour);
    } catch (IOException e) {
      ledger.close();
      throw new UncheckedIOException("cannot start the payment provider", e);
    }
  }

  /** Its base URL, without a slash at the end. */
  public URI endpoint() {
    return http.uri();
  }

  /** Changes how charges are treated from now on. */
  public void behave(Behaviour behaviour) {
    desk.behave(behaviour);
  }

  /** The most charges that were under way at any one time since the behaviour was last changed. */
  public int callsAtOnceMax() {
    return desk.callsAtOnceMax();
  }

  @Override
  public void close() {
    http.close();
    ledger.close();
  }

  private HttpAnswer behave(HttpRequest request) {
    try {
      behave(Behaviour.of(request.json()));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "invalid_behaviour", String.valueOf(e.getMessage()));
    }
    return HttpAnswer.json(200, desk.behaviour().json());
  }

  private HttpAnswer ledger(HttpRequest request) {
    Map<String, Object> json = ledger.totals().json();
    if (!request.isSummary()) {
      json.put(
          "payments",
          ledger.entries(after(request), Optional.empty(), request.limit(PAGE_DEFAULT, PAGE_MAX)));
    }
    return HttpAnswer.json(200, json);
  }

  private Optional<String> after(HttpRequest request) {
    Optional<String> after = request.parameter("after").filter(id -> !id.isEmpty());
    if (after.isPresent() && ledger.byId(after.get()).isEmpty()) {
      throw noSuchPayment(after.get());
    }
    return after;
  }

  private HttpAnswer byKeyOrListed(HttpRequest request) {
    Optional<String> key = request.parameter("idempotency_key");
    return key.isPresent() ? found(desk.outcome(key.get())) : listed(request);
  }

  /** {@code next} is there when the page is full: what to ask for the next one with. */
  private HttpAnswer listed(HttpRequest request) {
    int limit = request.limit(LISTED_DEFAULT, LISTED_MAX);
    Optional<Instant> from = request.instant("created_from");
    List<ObjectNode> payments = ledger.entries(after(request), from, limit);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("payments", payments);
    if (payments.size() == limit) {
      json.put("next", payments.getLast().path("payment_id").asText());
    }
    return HttpAnswer.json(200, json);
  }

  private HttpAnswer refund(HttpRequest request) {
    ObjectNode json = request.json();
    Payment payment = named(json);
    BigDecimal amount = json.path("amount").decimalValue();
    if (amount.signum() <= 0
        || ledger.refunded(payment).add(amount).compareTo(payment.request().amount()) > 0) {
      throw new HttpProblem(
          400, "amount_out_of_range", "the refund is not within 0 and what is left of the payment");
    }
    ledger.addRefund(payment, amount);
    return found(payment);
  }

  private HttpAnswer dispute(HttpRequest request) {
    Payment payment = named(request.json());
    ledger.addDispute(payment);
    return found(payment);
  }

  private Payment named(ObjectNode json) {
    String id = json.path("payment_id").asText();
    return ledger.byId(id).orElseThrow(() -> noSuchPayment(id));
  }

  private Payment byId(HttpRequest request) {
    return ledger.byId(request.item()).orElseThrow(() -> noSuchPayment(request.item()));
  }

  private HttpAnswer found(Payment payment) {
    return HttpAnswer.json(200, ledger.entry(payment));
  }

  private static HttpProblem noSuchPayment(String id) {
    return new HttpProblem(404, "payment_not_found", "there is no payment " + id);
  }
}
