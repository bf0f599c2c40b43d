package bulkorder.notify;

import bulkorder.ledger.NotificationKind;

/**
 * A mail that is ready to be handed over.
 *
 * @param notificationId of the notification that it is
 * @param language of its template, as an ISO 639 code
 * @param to the address
 * @param values what its template has places for
 */
record Mail(
    long notificationId, NotificationKind kind, String language, String to, TemplateValues values) {

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "mail of notification " + notificationId;
  }
}
