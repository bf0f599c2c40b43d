package bulkorder.ledger.announcement;

/** Who is told, and how. */
public enum AnnouncementChannel {
  /** The client's own system, by an HTTP request. */
  WEBHOOK,
  /** The client's operators, by mail. */
  MAIL
}
