package bulkorder.payment;

import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider of which each call is measured. */
final class MeasuredProvider implements PaymentProvider {

  private static final String PROVIDER = "PAYMENT";

  private final PaymentProvider provider;
  private final Measurements measurements;
  private final InstantSource clock;

  MeasuredProvider(PaymentProvider provider, Measurements measurements, InstantSource clock) {
    this.provider = provider;
    this.measurements = measurements;
    this.clock = clock;
  }

  @Override
  public Abilities abilities() {
    return provider.abilities();
  }

  @Override
  public AttemptOutcome charge(Attempt attempt) {
    return outcome(attempt, () -> provider.charge(attempt));
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt) {
    return outcome(attempt, () -> provider.outcome(attempt));
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    return provider.payments(since, after);
  }

  private AttemptOutcome outcome(Attempt attempt, Supplier<AttemptOutcome> call) {
    Instant begun = clock.instant();
    try {
      AttemptOutcome outcome = call.get();
      measure(begun, word(outcome));
      if (outcome instanceof AttemptOutcome.KeyReused) {
        measurements.count(Metric.OUTCOMES_UNKNOWN, attempt.orderIds().size());
      }
      return outcome;
    } catch (CallFailed e) {
      measure(begun, e.failure().name());
      throw e;
    }
  }

  private void measure(Instant begun, String outcome) {
    measurements.took(
        Metric.PROVIDER_LATENCY, Duration.between(begun, clock.instant()), PROVIDER, outcome);
  }

  private static String word(AttemptOutcome outcome) {
    return switch (outcome) {
      case AttemptOutcome.Captured _ -> "CAPTURED";
      case AttemptOutcome.Declined _ -> "DECLINED";
      case AttemptOutcome.Unknown _ -> "UNKNOWN";
      case AttemptOutcome.KeyReused _ -> "KEY_REUSED";
      case AttemptOutcome.NotTaken _ -> "NOT_TAKEN";
    };
  }
}
