package bulkorder.ledger.batch;

/** What rows of a batch go through. Different rows are in different stages at once. */
public enum Stage {
  /** From the file to rows. */
  IMPORT,
  /** From rows to orders. */
  ORDERS,
  /** From orders to payments that have ended. */
  PAYMENTS,
  /** From orders to mails that were handed over. */
  MAILS
}
