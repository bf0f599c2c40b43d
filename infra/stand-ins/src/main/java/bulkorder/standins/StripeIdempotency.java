package bulkorder.standins;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Does the work of a call once for each key, as Stripe does: what began to run keeps its answer,
 * errors included; what was refused before keeps none. Before and after the work, things go wrong
 * as they were told to.
 */
final class StripeIdempotency {

  private static final int KEY_CHARS_MAX = 255;

  private record Mood(PaymentServer.Behaviour behaviour, RateLimit rate) {}

  private final StripeIntents intents;
  private final RandomGenerator random;
  private final Set<String> keysInProgress = ConcurrentHashMap.newKeySet();
  private final FirstCalls firstCalls = new FirstCalls();
  private volatile Mood mood;

  StripeIdempotency(
      StripeIntents intents, PaymentServer.Behaviour behaviour, RandomGenerator random) {
    this.intents = intents;
    this.random = random;
    this.mood = mood(behaviour);
  }

  void behave(PaymentServer.Behaviour behaviour) {
    mood = mood(behaviour);
  }

  /**
   * @param step create, confirm or cancel
   * @param request what must be the same for the same key
   */
  HttpAnswer once(
      HttpRequest http,
      String step,
      String request,
      String paymentMethod,
      Supplier<HttpAnswer.Full> work) {
    String key = key(http);
    if (!keysInProgress.add(key)) {
      throw new StripeProblem(
          409, "idempotency_error", "idempotency_key_in_use", "The key is in use");
    }
    try {
      Optional<StripeIntents.Kept> kept = intents.answer(key);
      return kept.isPresent()
          ? replay(kept.get(), request)
          : first(key, step, request, paymentMethod, work);
    } finally {
      keysInProgress.remove(key);
    }
  }

  private static HttpAnswer replay(StripeIntents.Kept kept, String request) {
    if (!kept.request().equals(request)) {
      throw new StripeProblem(
          400, "idempotency_error", null, "The key was first used with other parameters");
    }
    return new HttpAnswer.Full(
        kept.status(), "application/json", Map.of("Idempotent-Replayed", "true"), kept.body());
  }

  private HttpAnswer first(
      String key,
      String step,
      String request,
      String paymentMethod,
      Supplier<HttpAnswer.Full> work) {
    PaymentServer.Behaviour behaviour = mood.behaviour();
    if (!mood.rate().admits(1)) {
      return StripeProblem.ofServer(429).answer();
    }
    pause(behaviour.latency());
    if (happens(behaviour.errorRate())) {
      return StripeProblem.ofServer(behaviour.errorStatus()).answer();
    }
    Optional<StripeFault> fault = StripeFault.of(paymentMethod, step);
    if (fault.isPresent() && isBefore(fault.get(), key)) {
      return fault.get().answer();
    }
    HttpAnswer.Full answer = work.get();
    intents.keepAnswer(key, new StripeIntents.Kept(request, answer.status(), answer.body()));
    if (fault.isPresent() && fault.get().when() == StripeFault.When.AFTER) {
      return fault.get().answer();
    }
    return happens(behaviour.cutAfterChargeRate()) ? new HttpAnswer.Cut() : answer;
  }

  private boolean isBefore(StripeFault fault, String key) {
    return switch (fault.when()) {
      case ALWAYS -> true;
      case ONCE -> firstCalls.isFirst(key);
      case AFTER -> false;
    };
  }

  private boolean happens(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  private static String key(HttpRequest http) {
    String key = http.header("Idempotency-Key").orElse("");
    if (key.isBlank() || key.length() > KEY_CHARS_MAX) {
      throw StripeProblem.invalid(
          null, null, "this stand-in wants an Idempotency-Key of 1 to 255 characters");
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
