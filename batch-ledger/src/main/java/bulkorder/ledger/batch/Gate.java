package bulkorder.ledger.batch;

/** What the work on a chunk finds when it wants to begin. */
public enum Gate {
  /** The work may be done. */
  OPEN,
  /** A person paused the batch: the message is dropped, and comes again when the batch goes on. */
  PAUSED,
  /** A person stopped the batch: what is not paid of the chunk is cancelled. */
  CANCELLED
}
