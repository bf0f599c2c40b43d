package bulkorder.ledger.announcement;

/** A mail to one operator that is still to be sent. */
public record OperatorMail(long notificationId, String language, String address) {

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "mail of notification " + notificationId;
  }
}
