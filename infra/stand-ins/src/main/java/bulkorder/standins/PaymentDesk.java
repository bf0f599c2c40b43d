package bulkorder.standins;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes charges: plays the token's script and the behaviour's chances, and keeps the promise of the
 * idempotency key.
 */
final class PaymentDesk {

  private static final int KEY_CHARS_MAX = 255;
  private static final String DECLINED_BY_CHANCE = "insufficient_funds";
  private static final int RATE_LIMITED = 429;

  private record Mood(PaymentServer.Behaviour behaviour, RateLimit rate) {}

  private final PaymentLedger ledger;
  private final RandomGenerator random;
  private final Set<String> keysInProgress = ConcurrentHashMap.newKeySet();
  private final FirstCalls firstCalls = new FirstCalls();
  private final CallsAtOnce callsAtOnce = new CallsAtOnce();
  private volatile Mood mood;

  PaymentDesk(PaymentLedger ledger, PaymentServer.Behaviour behaviour, RandomGenerator random) {
    this.ledger = ledger;
    this.random = random;
    this.mood = mood(behaviour);
  }

  void behave(PaymentServer.Behaviour behaviour) {
    mood = mood(behaviour);
    callsAtOnce.startAnew();
  }

  PaymentServer.Behaviour behaviour() {
    return mood.behaviour();
  }

  /** The most charges that were under way at any one time since the behaviour was last changed. */
  int callsAtOnceMax() {
    return callsAtOnce.max();
  }

  HttpAnswer charge(HttpRequest http) {
    return callsAtOnce.count(() -> chargeOrRefuse(http));
  }

  private HttpAnswer chargeOrRefuse(HttpRequest http) {
    if (!mood.rate().admits(1)) {
      return failed(RATE_LIMITED);
    }
    PaymentRequest request = PaymentRequest.of(http.json());
    Optional<String> key = http.header("Idempotency-Key");
    return key.isPresent() ? chargeOnce(checked(key.get()), request) : charge(request, null);
  }

  /**
   * The payment that was made with the key.
   *
   * @throws HttpProblem 409 while a charge with the key is in progress, 404 when there was none
   */
  Payment outcome(String key) {
    if (keysInProgress.contains(key)) {
      throw inProgress();
    }
    return ledger
        .byKey(key)
        .orElseThrow(() -> new HttpProblem(404, "payment_not_found", "no payment has this key"));
  }

  private HttpAnswer chargeOnce(String key, PaymentRequest request) {
    if (!keysInProgress.add(key)) {
      throw inProgress();
    }
    try {
      Optional<Payment> earlier = ledger.byKey(key);
      return earlier.isPresent() ? replay(earlier.get(), request) : charge(request, key);
    } finally {
      keysInProgress.remove(key);
    }
  }

  private HttpAnswer replay(Payment earlier, PaymentRequest request) {
    if (!earlier.request().isSame(request)) {
      throw new HttpProblem(
          422, "idempotency_key_reused", "this key was used with other parameters");
    }
    ledger.addCall(earlier);
    return HttpAnswer.json(
        earlier.httpStatus(), Map.of("Idempotent-Replayed", "true"), earlier.answer());
  }

  private HttpAnswer charge(PaymentRequest request, @Nullable String key) {
    PaymentServer.Behaviour behaviour = mood.behaviour();
    pause(behaviour.latency());
    if (happens(behaviour.errorRate())) {
      return failed(behaviour.errorStatus());
    }
    return switch (PaymentScript.of(request.paymentMethod())) {
      case PaymentScript.Capture _ -> capture(request, key);
      case PaymentScript.Decline decline -> settle(request, key, decline.code());
      case PaymentScript.CaptureSlowly slowly -> {
        pause(slowly.after());
        yield capture(request, key);
      }
      case PaymentScript.Fail fail -> failed(fail.status());
      case PaymentScript.FailOnce once ->
          firstCalls.isFirst(key) ? failed(once.status()) : capture(request, key);
      case PaymentScript.FailAfterCharge after -> {
        ledger.add(request, key, null);
        yield failed(after.status());
      }
      case PaymentScript.CutBeforeCharge _ ->
          firstCalls.isFirst(key) ? new HttpAnswer.Cut() : capture(request, key);
      case PaymentScript.CutAfterCharge _ -> {
        ledger.add(request, key, null);
        yield new HttpAnswer.Cut();
      }
    };
  }

  private HttpAnswer capture(PaymentRequest request, @Nullable String key) {
    boolean declined = happens(mood.behaviour().declineRate());
    HttpAnswer answer = settle(request, key, declined ? DECLINED_BY_CHANCE : null);
    return happens(mood.behaviour().cutAfterChargeRate()) ? new HttpAnswer.Cut() : answer;
  }

  private HttpAnswer settle(
      PaymentRequest request, @Nullable String key, @Nullable String declineCode) {
    Payment payment = ledger.add(request, key, declineCode);
    return HttpAnswer.json(payment.httpStatus(), payment.answer());
  }

  private boolean happens(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  private HttpAnswer failed(int status) {
    if (status == RATE_LIMITED) {
      return new HttpProblem(status, "rate_limited", "too many requests; try again in a second")
          .answer(retryAfter(1));
    }
    return new HttpProblem(status, "provider_error", "the provider failed")
        .answer(retryAfter(mood.behaviour().retryAfterSeconds()));
  }

  private static Map<String, String> retryAfter(int seconds) {
    return seconds == 0 ? Map.of() : Map.of("Retry-After", String.valueOf(seconds));
  }

  private static HttpProblem inProgress() {
    return new HttpProblem(
        409, "idempotency_key_in_use", "a charge with this key is still in progress");
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > KEY_CHARS_MAX) {
      throw new HttpProblem(
          400,
          "invalid_idempotency_key",
          "the Idempotency-Key has " + key.length() + " characters, not 1 to " + KEY_CHARS_MAX);
    }
    return key;
  }

  private static Mood mood(PaymentServer.Behaviour behaviour) {
    return new Mood(behaviour, new RateLimit(behaviour.ratePerSecondMax(), System::nanoTime));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted by the end of the server", e);
    }
  }
}
