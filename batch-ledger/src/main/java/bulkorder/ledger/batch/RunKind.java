package bulkorder.ledger.batch;

/** What makes the rows of a batch run. */
public enum RunKind {
  /** Its file came in, or was approved. */
  IMPORT,
  /** Some of its rows were corrected. */
  CORRECTION,
  /** Some of its rows that failed or were cancelled are tried again. */
  RETRY
}
