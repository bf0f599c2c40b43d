package bulkorder.ledger.batch;

/** What becomes of the good rows of a file that has bad ones. */
public enum Policy {
  /** They run. */
  CONTINUE,
  /** None of them runs, and the batch is rejected. */
  ALL_OR_NOTHING
}
