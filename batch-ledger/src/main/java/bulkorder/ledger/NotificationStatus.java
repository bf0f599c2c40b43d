package bulkorder.ledger;

/** Where a notification stands. */
public enum NotificationStatus {
  /** Not given to the mail provider yet. */
  PENDING,
  /** The mail provider took it. */
  SENT,
  /** The mail provider refused it, or sending was given up. */
  FAILED,
  /** The address is not mailed any more. */
  SUPPRESSED,
  /** It came back. */
  BOUNCED,
  /** The recipient called it spam. */
  COMPLAINED
}
