package bulkorder.ledger.recovery;

import bulkorder.ledger.BatchStatus;

/** What came of a person's wish to pause, resume or stop a batch. */
public sealed interface Intervention {

  /** It is so now. Where work goes on, not all messages are known to be sent. */
  record Done() implements Intervention {}

  /** The batch is in no state for it; nothing was changed. */
  record Refused(BatchStatus status) implements Intervention {}
}
