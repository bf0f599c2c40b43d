package bulkorder.payment;

import static bulkorder.payment.CallFailure.BROKEN;
import static bulkorder.payment.CallFailure.BUSY;
import static bulkorder.payment.CallFailure.LOST;
import static bulkorder.payment.CallFailure.NEVER_LEFT;
import static bulkorder.payment.CallFailure.TURNED_AWAY;
import static bulkorder.payment.CallFailure.UNAVAILABLE;
import static bulkorder.payment.CallFailure.UNCLEAR;
import static bulkorder.payment.GivenAttempts.inAMinute;
import static bulkorder.payment.ScriptedProvider.fails;
import static bulkorder.payment.ScriptedProvider.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guard makes of a provider's moods. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class GuardedGatewayTest {

  private static final Duration LEFT_ALONE = Duration.ofMillis(300);
  private static final Captured CAPTURED = new Captured("pay_1");
  private static final Declined DECLINED = new Declined(DeclineCode.FRAUD_SUSPECTED, "lost_card");
  private static final NotTaken CIRCUIT_OPEN = new NotTaken(Because.CIRCUIT_OPEN, LEFT_ALONE);

  private static final Attempt ATTEMPT =
      new Attempt(1, "key", List.of(2L), GivenAttempts.YEN_200, "tok", null);

  @Test
  void what_passes_is_tried_again_as_often_as_allowed() {
    ScriptedProvider provider =
        saying(fails(BUSY), fails(UNAVAILABLE), fails(NEVER_LEFT), () -> CAPTURED);

    assertThat(charge(gateway(provider))).isEqualTo(CAPTURED);
    assertThat(provider.calls()).isEqualTo(4);
  }

  @Test
  void what_does_not_pass_is_given_up_after_so_many_calls() {
    ScriptedProvider provider = saying(fails(BUSY));

    assertThat(charge(gateway(provider)))
        .isEqualTo(new NotTaken(Because.TURNED_AWAY, Duration.ZERO));
    assertThat(provider.calls()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = CallFailure.class,
      names = {"LOST", "BROKEN", "TURNED_AWAY", "UNCLEAR"})
  void what_need_not_pass_is_not_tried_again(CallFailure failure) {
    ScriptedProvider provider = saying(fails(failure), () -> CAPTURED);

    charge(gateway(provider));

    assertThat(provider.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = CallFailure.class,
      names = {"BUSY", "NEVER_LEFT", "TURNED_AWAY"})
  void once_unknown_stays_unknown_whatever_later_calls_fail_with(CallFailure failure) {
    assertThat(charge(gateway(saying(fails(UNAVAILABLE), fails(failure)))))
        .isEqualTo(new Unknown());
  }

  @Test
  void only_the_providers_word_replaces_an_unknown() {
    assertThat(charge(gateway(saying(fails(UNAVAILABLE), () -> CAPTURED)))).isEqualTo(CAPTURED);
    assertThat(charge(gateway(saying(fails(UNAVAILABLE), () -> DECLINED)))).isEqualTo(DECLINED);
  }

  @Test
  void a_question_that_fails_leaves_the_outcome_unknown() {
    for (CallFailure failure : List.of(BUSY, NEVER_LEFT, TURNED_AWAY, LOST, BROKEN, UNCLEAR)) {
      assertThat(gateway(saying(fails(failure))).outcome(ATTEMPT, inAMinute()))
          .as(failure.name())
          .isEqualTo(new Unknown());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CallFailure.class,
      names = {"LOST", "BROKEN", "UNAVAILABLE", "NEVER_LEFT"})
  void the_circuit_opens_when_half_of_the_last_ten_calls_were_faults(CallFailure fault) {
    ScriptedProvider provider = saying(() -> DECLINED);
    PaymentGateway gateway = gateway(provider, 0);
    times(6, () -> charge(gateway));
    provider.says(fails(fault));
    times(4, () -> charge(gateway));
    assertThat(charge(gateway)).isNotEqualTo(CIRCUIT_OPEN);

    int calls = provider.calls();
    assertThat(charge(gateway)).isEqualTo(CIRCUIT_OPEN);
    assertThat(gateway.outcome(ATTEMPT, inAMinute())).isEqualTo(CIRCUIT_OPEN);
    assertThat(provider.calls()).isEqualTo(calls);
  }

  @ParameterizedTest
  @EnumSource(
      value = CallFailure.class,
      names = {"BUSY", "TURNED_AWAY", "UNCLEAR"})
  void what_says_nothing_of_the_providers_health_leaves_the_circuit_closed(CallFailure failure) {
    ScriptedProvider provider = saying(fails(failure));
    PaymentGateway gateway = gateway(provider, 0);

    times(30, () -> charge(gateway));

    assertThat(provider.calls()).isEqualTo(30);
  }

  @Test
  void one_call_probes_a_provider_that_was_left_alone() throws Exception {
    ScriptedProvider provider = saying(fails(BROKEN));
    PaymentGateway gateway = gateway(provider, 0);
    times(10, () -> charge(gateway));
    assertThat(charge(gateway)).isEqualTo(CIRCUIT_OPEN);
    var probing = new CountDownLatch(1);
    var probed = new CountDownLatch(1);
    provider.says(
        () -> {
          probing.countDown();
          waitFor(probed);
          return CAPTURED;
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var probe = CompletableFuture.supplyAsync(() -> untilNotLeftAlone(gateway), threads);
      waitFor(probing);
      assertThat(charge(gateway)).isEqualTo(CIRCUIT_OPEN);
      probed.countDown();
      assertThat(probe.get()).isEqualTo(CAPTURED);
    }
    assertThat(charge(gateway)).isEqualTo(CAPTURED);
  }

  @Test
  void a_probe_that_fails_leaves_the_provider_alone_again() {
    ScriptedProvider provider = saying(fails(BROKEN));
    PaymentGateway gateway = gateway(provider, 0);
    times(10, () -> charge(gateway));

    assertThat(untilNotLeftAlone(gateway)).isEqualTo(new Unknown());

    assertThat(charge(gateway)).isEqualTo(CIRCUIT_OPEN);
  }

  @Test
  void a_circuit_that_opens_between_two_calls_does_not_make_an_unknown_known() {
    ScriptedProvider provider = saying(fails(UNAVAILABLE));
    PaymentGateway gateway = gateway(provider, 20);

    assertThat(charge(gateway)).isEqualTo(new Unknown());

    assertThat(provider.calls()).isEqualTo(10);
  }

  private static AttemptOutcome untilNotLeftAlone(PaymentGateway gateway) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> charge(gateway), outcome -> !outcome.equals(CIRCUIT_OPEN));
  }

  private static AttemptOutcome charge(PaymentGateway gateway) {
    return gateway.charge(ATTEMPT, inAMinute());
  }

  private static void times(int count, Supplier<AttemptOutcome> call) {
    for (int i = 0; i < count; i++) {
      assertThat(call.get()).isNotNull();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    await().atMost(Duration.ofSeconds(10)).until(() -> latch.getCount() == 0);
  }

  private static PaymentGateway gateway(PaymentProvider provider) {
    return gateway(provider, 3);
  }

  private static PaymentGateway gateway(PaymentProvider provider, int retriesMax) {
    PaymentConfig config =
        PaymentConfigTest.config(
            Map.of(
                "bulkorder.payment-faults.retries-max", String.valueOf(retriesMax),
                "bulkorder.payment-faults.breaker-delay", LEFT_ALONE.toString()));
    return new GuardedGateway(
        provider,
        ProviderGuards.guard(UUID.randomUUID().toString(), config.paymentFaults(), 25),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), RandomGenerator.getDefault()),
        config.paymentTimeNeeded(),
        LEFT_ALONE,
        Clock.systemUTC());
  }
}
