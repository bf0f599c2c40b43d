package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import java.time.Duration;
import java.util.function.Supplier;

/** The calls that one invocation makes for one attempt, and what they say together. */
final class Tries {

  private final Backoff backoff;
  private final Deadline deadline;
  private final Duration timeNeeded;
  private int failed;
  private boolean mayHaveTaken;

  /**
   * @param timeNeeded how much time must be left when a further call begins
   */
  Tries(Backoff backoff, Deadline deadline, Duration timeNeeded) {
    this.backoff = backoff;
    this.deadline = deadline;
    this.timeNeeded = timeNeeded;
  }

  /**
   * Makes one call.
   *
   * @throws CallFailed repeatable only if the invocation has the time for the pause and the call
   */
  <T> T next(Supplier<T> call) {
    try {
      return call.get();
    } catch (CallFailed e) {
      mayHaveTaken |= e.outcome() instanceof Unknown;
      Duration pause = backoff.pause(failed++, e.retryAfter());
      throw e.isRepeatable() && deadline.allows(pause.plus(timeNeeded))
          ? e.pausing(pause)
          : e.atLast();
    }
  }

  /**
   * What is known at the end: once a call may have taken the money, only the provider's word that
   * it was taken, was declined or never will be changes that.
   */
  AttemptOutcome settled(AttemptOutcome last) {
    return mayHaveTaken && isOpen(last) ? new Unknown() : last;
  }

  /** Whether the provider has not said how it ended, and may be asked once more. */
  static boolean isOpen(AttemptOutcome outcome) {
    return switch (outcome) {
      case Unknown _ -> true;
      case NotTaken(Because because, Duration _) -> because != Because.ENDED_UNPAID;
      case AttemptOutcome.Captured _, AttemptOutcome.Declined _, AttemptOutcome.KeyReused _ ->
          false;
    };
  }
}
