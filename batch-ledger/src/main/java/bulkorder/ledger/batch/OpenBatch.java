package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import java.util.UUID;

/** Open work of one batch, as {@link OpenWork} has it. */
record OpenBatch(UUID batchId, long toOrder, long toPay, long toMail) {

  /** Whether it came before another, or is it. Ids as texts sort by time, as in the ledger. */
  boolean notAfter(BatchId other) {
    return batchId.toString().compareTo(other.toString()) <= 0;
  }
}
