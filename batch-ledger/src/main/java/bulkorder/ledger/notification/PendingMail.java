package bulkorder.ledger.notification;

import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;

/**
 * A mail to be sent: what the customer is told about an order.
 *
 * @param language of the mail, as an ISO 639 code
 */
public record PendingMail(
    long notificationId,
    NotificationKind kind,
    String language,
    String customerName,
    String customerEmail,
    String orderReference,
    String productCode,
    int quantity,
    Money amount) {

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "mail of notification " + notificationId;
  }
}
