package bulkorder.ledger;

/**
 * Where a row stands on its way to being paid. Its notification has a state of its own beside it.
 */
public enum RowStatus {
  /** The row breaks a rule; its errors say which. */
  INVALID(true),
  /** The same order was given before; the row names it. */
  DUPLICATE(true),
  /** Checked and stored; its order is not created yet. */
  QUEUED(false),
  /** Its order exists; its payment has not ended. */
  ORDERED(false),
  /** Its order is paid. */
  PAID(true),
  /** The provider declined the payment; its order is cancelled. */
  PAYMENT_FAILED(true),
  /** Nobody knows yet whether the provider charged; it will be asked. */
  PAYMENT_UNKNOWN(false),
  /** A person stopped it before it was paid. */
  CANCELLED(true),
  /** Given up after bounded retries; its code says why. */
  FAILED(true);

  private final boolean ended;

  RowStatus(boolean ended) {
    this.ended = ended;
  }

  /** Whether the payment side of the row has come to its end. */
  public boolean ended() {
    return ended;
  }
}
