package bulkorder.ledger;

import java.util.Arrays;
import java.util.Locale;

/** What a mail tells. */
public enum NotificationKind {
  /** To a customer: the order was taken. Sent in parallel with the payment. */
  ORDER_CONFIRMED,
  /** To a customer: the payment was declined, and with it the order. */
  PAYMENT_FAILED,
  /** To a customer: the payment was taken. */
  PAYMENT_RECEIVED,
  /** To the client's operators: a run of a batch has ended. */
  BATCH_FINISHED;

  private final String title = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Its name in the names of templates, such as {@code order-confirmed}. */
  public String title() {
    return title;
  }

  /** Whether there is a kind of this name. */
  public static boolean isName(String name) {
    return Arrays.stream(values()).anyMatch(kind -> kind.name().equals(name));
  }
}
