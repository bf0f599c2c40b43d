package bulkorder.payment;

import bulkorder.ledger.payment.AttemptOutcome;

/** The provider did not say captured or declined; calling again with the same key may help. */
final class NoFinalAnswer extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient AttemptOutcome outcome;

  NoFinalAnswer(AttemptOutcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  AttemptOutcome outcome() {
    return outcome;
  }
}
