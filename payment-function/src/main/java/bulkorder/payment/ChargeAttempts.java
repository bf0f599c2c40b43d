package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.TimedWork;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Charges many attempts in parallel, so many calls at a time as allowed, and begins none that could
 * not end in time.
 */
@ApplicationScoped
class ChargeAttempts {

  private static final Logger LOG = Logger.getLogger(ChargeAttempts.class);

  private final PaymentGateway gateway;
  private final TimedWork calls;

  ChargeAttempts(PaymentGateway gateway, PaymentConfig config) {
    this.gateway = gateway;
    this.calls = new TimedWork(config.paymentCallsMax(), config.paymentTimeNeeded());
  }

  /**
   * Charges what can be charged in time.
   *
   * @return the outcome of each attempt that was begun, by payment id
   */
  Map<Long, AttemptOutcome> charge(List<Attempt> attempts, Deadline deadline) {
    Map<Long, AttemptOutcome> outcomes = new ConcurrentHashMap<>();
    calls.each(
        attempts,
        deadline,
        attempt -> outcomes.put(attempt.paymentId(), charge(attempt, deadline)));
    return outcomes;
  }

  /** Whether a charge that begins now can end in time. */
  boolean haveTime(Deadline deadline) {
    return calls.fits(deadline);
  }

  /** Whatever goes wrong in a call, the money may have been taken. */
  private AttemptOutcome charge(Attempt attempt, Deadline deadline) {
    try {
      return gateway.charge(attempt, deadline);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the call of payment %d broke", attempt.paymentId());
      return new AttemptOutcome.Unknown();
    }
  }
}
