package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.ChunkState;
import java.util.List;

/** What became of a person's record of a payment's outcome. */
public sealed interface RecordedOutcome {

  /**
   * The payment has its outcome, and its rows and orders have followed.
   *
   * @param rows how many
   * @param chunks those of the rows, counted anew
   */
  record Recorded(BatchId batchId, int rows, List<ChunkState> chunks) implements RecordedOutcome {

    /** Copies the list. */
    public Recorded {
      chunks = List.copyOf(chunks);
    }
  }

  /** The outcome is known already; nothing was changed. */
  record Known(String status) implements RecordedOutcome {}

  /** Nobody has set out to charge the payment, or it is being charged now. */
  record NotUnknown(String status) implements RecordedOutcome {}

  /** The provider is being asked for it at this moment; nothing was changed. */
  record BeingAsked() implements RecordedOutcome {}

  /** There is no such payment. */
  record NoPayment() implements RecordedOutcome {}
}
