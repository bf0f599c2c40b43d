package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A provider behind the guard that all calls of this copy of the function share: what passes is
 * tried again, a provider that keeps failing is left alone, and no more calls are made at a time
 * than allowed.
 */
final class GuardedGateway implements PaymentGateway {

  private static final Logger LOG = Logger.getLogger(GuardedGateway.class);

  /** Whoever reads the list has no deadline to give. */
  private static final Duration PAGE_PAUSE_MAX = Duration.ofSeconds(5);

  private final PaymentProvider provider;
  private final Guard guard;
  private final Backoff backoff;
  private final Duration timeNeeded;
  private final Duration leftAlone;
  private final InstantSource clock;

  /**
   * @param timeNeeded how much of an invocation must be left for a further call
   * @param leftAlone how long no call is made once so many have failed
   */
  GuardedGateway(
      PaymentProvider provider,
      Guard guard,
      Backoff backoff,
      Duration timeNeeded,
      Duration leftAlone,
      InstantSource clock) {
    this.provider = provider;
    this.guard = guard;
    this.backoff = backoff;
    this.timeNeeded = timeNeeded;
    this.leftAlone = leftAlone;
    this.clock = clock;
  }

  @Override
  public Abilities abilities() {
    return provider.abilities();
  }

  @Override
  public AttemptOutcome charge(Attempt attempt, Deadline deadline) {
    return outcomeOf(attempt, deadline, () -> provider.charge(attempt));
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt, Deadline deadline) {
    AttemptOutcome outcome = outcomeOf(attempt, deadline, () -> provider.outcome(attempt));
    return Tries.isOpen(outcome) && !Answers.isNotAsked(outcome) ? new Unknown() : outcome;
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    var tries = new Tries(backoff, Deadline.in(timeNeeded.plus(PAGE_PAUSE_MAX), clock), timeNeeded);
    return guard.get(() -> tries.next(() -> provider.payments(since, after)), ProviderPage.class);
  }

  private AttemptOutcome outcomeOf(
      Attempt attempt, Deadline deadline, Supplier<AttemptOutcome> call) {
    var tries = new Tries(backoff, deadline, timeNeeded);
    return tries.settled(lastOutcome(attempt, () -> tries.next(call)));
  }

  private AttemptOutcome lastOutcome(Attempt attempt, Supplier<AttemptOutcome> call) {
    try {
      return guard.get(call, AttemptOutcome.class);
    } catch (CallFailed e) {
      LOG.warnf(
          "payment %d has no final answer: %s, %s",
          attempt.paymentId(), e.failure(), e.getMessage());
      return e.outcome();
    } catch (CircuitBreakerOpenException | BulkheadException e) {
      return new NotTaken(Because.CIRCUIT_OPEN, leftAlone);
    }
  }
}
