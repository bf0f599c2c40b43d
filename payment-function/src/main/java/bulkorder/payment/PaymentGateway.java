package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;

/** A payment provider. */
public interface PaymentGateway {

  /**
   * Charges an attempt, or learns what became of it: called again with the same idempotency key, a
   * provider charges nothing more.
   *
   * @return the outcome as far as it is known; a failure of the call is an outcome, not an
   *     exception
   */
  AttemptOutcome charge(Attempt attempt);
}
