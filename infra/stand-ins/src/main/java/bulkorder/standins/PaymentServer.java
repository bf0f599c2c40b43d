package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
 * {@code GET /api/v1/payments/{payment_id}} tell an outcome; {@code GET /ledger} is what the
 * provider thinks it has charged, for reconciliation; {@code GET /} shows it to people. What goes
 * wrong is chosen by the payment token ({@code tok_declined}, {@code tok_cut_after}, …) and by the
 * {@link Behaviour}, also with {@code PUT /behaviour}.
 */
public final class PaymentServer implements AutoCloseable {

  private static final int PAGE_DEFAULT = 1_000;
  private static final int PAGE_MAX = 10_000;
  private static final int SHOWN_MAX = 100;

  /**
   * How the provider behaves towards every charge, before its token has a say.
   *
   * @param latency added to each charge, 60 seconds at most
   * @param declineRate the share of captures that are declined instead, 0 to 1
   * @param errorRate the share of charges that fail with 500 and charge nothing, 0 to 1
   * @param cutAfterChargeRate the share of captures whose answer is lost, 0 to 1
   * @param ratePerSecondMax charges a second before it answers 429, 0 for no limit
   */
  public record Behaviour(
      Duration latency,
      double declineRate,
      double errorRate,
      double cutAfterChargeRate,
      int ratePerSecondMax) {

    /** Charges everything at once. */
    public static final Behaviour NONE = new Behaviour(Duration.ZERO, 0, 0, 0, 0);

    public Behaviour {
      Checks.latency(latency);
      Checks.rate("declineRate", declineRate);
      Checks.rate("errorRate", errorRate);
      Checks.rate("cutAfterChargeRate", cutAfterChargeRate);
      Checks.notNegative("ratePerSecondMax", ratePerSecondMax);
    }

    private static Behaviour of(ObjectNode json) {
      return new Behaviour(
          Duration.ofMillis(json.path("latency_ms").asLong()),
          json.path("decline_rate").asDouble(),
          json.path("error_rate").asDouble(),
          json.path("cut_after_charge_rate").asDouble(),
          json.path("rate_per_second_max").asInt());
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("latency_ms", latency.toMillis());
      json.put("decline_rate", declineRate);
      json.put("error_rate", errorRate);
      json.put("cut_after_charge_rate", cutAfterChargeRate);
      json.put("rate_per_second_max", ratePerSecondMax);
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
                Route.get("/api/v1/payments", request -> found(byKey(request))),
                Route.get("/api/v1/payments/*", request -> found(byId(request))),
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
      json.put("payments", ledger.entries(after(request), request.limit(PAGE_DEFAULT, PAGE_MAX)));
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

  private Payment byKey(HttpRequest request) {
    return desk.outcome(
        request
            .parameter("idempotency_key")
            .orElseThrow(
                () -> new HttpProblem(400, "invalid_parameter", "ask with ?idempotency_key=…")));
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
