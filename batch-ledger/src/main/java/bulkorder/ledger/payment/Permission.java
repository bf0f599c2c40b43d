package bulkorder.ledger.payment;

import bulkorder.ledger.batch.PauseReason;

/** Whether a provider may be called now. */
public sealed interface Permission {

  /** Charges may be made. */
  record Granted() implements Permission {}

  /**
   * The provider did not answer lately; this copy, and no other, may try one charge to see whether
   * it is back.
   */
  record Probe() implements Permission {}

  /** No charge may be made. */
  record Refused(PauseReason reason) implements Permission {}
}
