package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;

/** What became of a person's record of a payment's outcome. */
public sealed interface RecordedOutcome {

  /** The payment has its outcome, and its rows and orders have followed. */
  record Recorded(BatchId batchId, int rows) implements RecordedOutcome {}

  /** The outcome is known already; nothing was changed. */
  record Known(String status) implements RecordedOutcome {}

  /** Nobody has set out to charge the payment, or it is being charged now. */
  record NotUnknown(String status) implements RecordedOutcome {}

  /** The provider is being asked for it at this moment; nothing was changed. */
  record BeingAsked() implements RecordedOutcome {}

  /** There is no such payment. */
  record NoPayment() implements RecordedOutcome {}
}
