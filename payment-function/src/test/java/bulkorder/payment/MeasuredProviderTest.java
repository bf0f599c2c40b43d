package bulkorder.payment;

import static bulkorder.ledger.operations.Metric.PROVIDER_LATENCY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.testing.RecordedMeasurements;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MeasuredProviderTest {

  private static final Attempt ATTEMPT =
      new Attempt(1, "key", List.of(1L), GivenAttempts.YEN_200, "tok_visa", null);

  private final RecordedMeasurements measured = new RecordedMeasurements();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;

  @Test
  void each_answer_is_measured_by_what_it_says_of_the_money() {
    var provider =
        measured(
            ScriptedProvider.saying(
                () -> after(Duration.ofMillis(120), new AttemptOutcome.Captured("ch-1")),
                () ->
                    after(
                        Duration.ofSeconds(2),
                        new AttemptOutcome.Declined(DeclineCode.INSUFFICIENT_FUNDS, "funds")),
                AttemptOutcome.Unknown::new,
                AttemptOutcome.KeyReused::new));

    assertThat(provider.charge(ATTEMPT)).isEqualTo(new AttemptOutcome.Captured("ch-1"));
    provider.charge(ATTEMPT);
    provider.outcome(ATTEMPT);
    provider.outcome(ATTEMPT);

    assertThat(measured.recorded())
        .containsExactly(
            "PROVIDER_LATENCY[PAYMENT, CAPTURED]",
            "PROVIDER_LATENCY[PAYMENT, DECLINED]",
            "PROVIDER_LATENCY[PAYMENT, UNKNOWN]",
            "PROVIDER_LATENCY[PAYMENT, KEY_REUSED]",
            "OUTCOMES_UNKNOWN[]");
    assertThat(measured.values(PROVIDER_LATENCY)).containsExactly(120.0, 2000.0, 0.0, 0.0);
  }

  @Test
  void a_call_that_fails_is_measured_by_how_and_fails() {
    var provider = measured(ScriptedProvider.saying(ScriptedProvider.fails(CallFailure.LOST)));

    assertThatExceptionOfType(CallFailed.class).isThrownBy(() -> provider.charge(ATTEMPT));

    assertThat(measured.recorded()).containsExactly("PROVIDER_LATENCY[PAYMENT, LOST]");
  }

  private MeasuredProvider measured(PaymentProvider provider) {
    return new MeasuredProvider(provider, measured, clock);
  }

  private AttemptOutcome after(Duration time, AttemptOutcome outcome) {
    now.updateAndGet(instant -> instant.plus(time));
    return outcome;
  }
}
