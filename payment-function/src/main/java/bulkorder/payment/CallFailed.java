package bulkorder.payment;

import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import java.time.Duration;

/** A call of a provider that said neither captured nor declined. */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final CallFailure failure;
  private final Duration retryAfter;
  private final transient AttemptOutcome outcome;
  private final boolean repeatable;
  private final Duration pause;

  /**
   * @param retryAfter how long the provider wants to be left alone; zero if it did not say
   * @param what for the log; nothing personal
   */
  CallFailed(CallFailure failure, Duration retryAfter, String what) {
    this(failure, retryAfter, outcome(failure, retryAfter), failure.passes(), Duration.ZERO, what);
  }

  CallFailed(CallFailure failure, String what) {
    this(failure, Duration.ZERO, what);
  }

  private CallFailed(
      CallFailure failure,
      Duration retryAfter,
      AttemptOutcome outcome,
      boolean repeatable,
      Duration pause,
      String what) {
    super(what, null, false, false);
    this.failure = failure;
    this.retryAfter = retryAfter;
    this.outcome = outcome;
    this.repeatable = repeatable;
    this.pause = pause;
  }

  /** The same of a call that cannot take money itself; an unclear answer stays unclear. */
  CallFailed takingNothing() {
    return switch (failure) {
      case NEVER_LEFT, LOST, UNAVAILABLE, BROKEN ->
          with(new NotTaken(Because.UNREACHABLE, retryAfter));
      case BUSY, TURNED_AWAY -> with(new NotTaken(Because.TURNED_AWAY, retryAfter));
      case UNCLEAR -> this;
    };
  }

  /** The same of a call that comes after one that may have taken money. */
  CallFailed afterCharge() {
    return with(new Unknown());
  }

  private CallFailed with(AttemptOutcome other) {
    return new CallFailed(failure, retryAfter, other, repeatable, pause, what());
  }

  /** The same of a call that is not made again, unless the provider knows nothing of it. */
  CallFailed withoutKey() {
    return new CallFailed(
        failure, retryAfter, outcome, failure == CallFailure.NEVER_LEFT, pause, what());
  }

  /** The same of a call that is made again after a pause. */
  CallFailed pausing(Duration untilNextCall) {
    return new CallFailed(failure, retryAfter, outcome, true, untilNextCall, what());
  }

  /** The same of a call that is not made again in this invocation. */
  CallFailed atLast() {
    return new CallFailed(failure, retryAfter, outcome, false, Duration.ZERO, what());
  }

  CallFailure failure() {
    return failure;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  /** What it says of the money, taken by itself. */
  AttemptOutcome outcome() {
    return outcome;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  Duration pause() {
    return pause;
  }

  private String what() {
    return String.valueOf(getMessage());
  }

  private static AttemptOutcome outcome(CallFailure failure, Duration retryAfter) {
    return switch (failure) {
      case NEVER_LEFT -> new NotTaken(Because.UNREACHABLE, retryAfter);
      case BUSY, TURNED_AWAY -> new NotTaken(Because.TURNED_AWAY, retryAfter);
      case LOST, UNAVAILABLE, BROKEN, UNCLEAR -> new Unknown();
    };
  }
}
