package bulkorder.ledger.announcement;

/** Where an announcement stands. */
public enum AnnouncementStatus {
  /** It is still to be delivered. */
  PENDING,
  /** The client's system took it, or each mail of it has ended. */
  DELIVERED,
  /** It was given up; it can be sent again. */
  FAILED
}
