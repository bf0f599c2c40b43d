package bulkorder.ledger.operations;

/** What is counted for operators; alarms look at these names. */
public enum Metric {
  /** Messages that were given up and kept. */
  DEAD_LETTERS("DeadLetters"),
  /** Rows that were given up although they may have been charged. */
  OUTCOMES_UNKNOWN("OutcomesUnknown"),
  /** Chunks whose work stood still and was sent again. */
  STUCK_CHUNKS("StuckChunks");

  private final String title;

  Metric(String title) {
    this.title = title;
  }

  /** Its name in CloudWatch. */
  public String title() {
    return title;
  }
}
