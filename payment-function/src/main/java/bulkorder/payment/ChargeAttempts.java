package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.TimedWork;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Calls the provider for many attempts in parallel, so many calls at a time as allowed, and begins
 * none that could not end in time, or after all charging was stopped.
 */
@ApplicationScoped
class ChargeAttempts {

  private static final Logger LOG = Logger.getLogger(ChargeAttempts.class);

  private final PaymentGateway gateway;
  private final KillSwitch killSwitch;
  private final TimedWork calls;

  ChargeAttempts(PaymentGateway gateway, KillSwitch killSwitch, PaymentConfig config) {
    this.gateway = gateway;
    this.killSwitch = killSwitch;
    this.calls = new TimedWork(config.paymentCallsMax(), config.paymentTimeNeeded());
  }

  /**
   * Charges what can be charged in time.
   *
   * @return the outcome of each attempt that was begun, by payment id
   */
  Map<Long, AttemptOutcome> charge(List<Attempt> attempts, Deadline deadline) {
    return each(attempts, deadline, attempt -> gateway.charge(attempt, deadline));
  }

  /**
   * Finds out what became of attempts whose outcome is unknown, as far as there is time.
   *
   * @return what is known now of each attempt that was asked for, by payment id
   */
  Map<Long, AttemptOutcome> ask(List<Attempt> attempts, Deadline deadline) {
    return each(attempts, deadline, attempt -> gateway.outcome(attempt, deadline));
  }

  /** Whether a charge that begins now can end in time. */
  boolean haveTime(Deadline deadline) {
    return calls.fits(deadline);
  }

  /** An attempt that was begun has an outcome, even if its thread dies of an error. */
  private Map<Long, AttemptOutcome> each(
      List<Attempt> attempts, Deadline deadline, Function<Attempt, AttemptOutcome> call) {
    Map<Long, AttemptOutcome> outcomes = new ConcurrentHashMap<>();
    calls.each(
        attempts,
        deadline,
        attempt -> {
          if (!killSwitch.on()) {
            outcomes.put(attempt.paymentId(), new AttemptOutcome.Unknown());
            outcomes.put(attempt.paymentId(), outcome(attempt, call));
          }
        });
    return outcomes;
  }

  /** Whatever goes wrong in a call, the money may have been taken. */
  private static AttemptOutcome outcome(Attempt attempt, Function<Attempt, AttemptOutcome> call) {
    try {
      return call.apply(attempt);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the call of payment %d broke", attempt.paymentId());
      return new AttemptOutcome.Unknown();
    }
  }
}
