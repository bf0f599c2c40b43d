package bulkorder.ledger;

/** Where a batch stands. */
public enum BatchStatus {
  /** A presigned upload was handed out and the file has not come. */
  AWAITING_UPLOAD(false),
  /** The file is being read; none of its rows is in the ledger yet. */
  IMPORTING(false),
  /** All rows are in the ledger and become orders, payments and notifications. */
  PROCESSING(false),
  /** Every row ended, none of them badly. */
  COMPLETED(true),
  /** Every row ended, some as invalid, failed, declined, cancelled or without their mail. */
  COMPLETED_WITH_ERRORS(true),
  /** Nothing of the file was taken. */
  REJECTED(true),
  /** The file did not come in time. */
  UPLOAD_EXPIRED(true),
  /** A person stopped it. */
  CANCELLED(true),
  /** A dry run ended; it waits for its approval. */
  VALIDATED(false),
  /** It waits for a person or a provider. */
  PAUSED(false);

  private final boolean ended;

  BatchStatus(boolean ended) {
    this.ended = ended;
  }

  /** Whether nothing more will happen by itself. */
  public boolean ended() {
    return ended;
  }
}
