package bulkorder.ledger.batch;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowStatus;
import java.util.Set;

/**
 * What is still to be done for a batch, as far as it can be known: whether a payment will be
 * declined, and call for a mail that says so, cannot.
 *
 * @param toOrder rows that wait for their order
 * @param toPay rows that wait for their payment, those without an order included
 * @param toMail mails that are to be sent, those that later states of their rows call for included
 */
public record OpenWork(long toOrder, long toPay, long toMail) {

  static OpenWork of(BatchProgress progress, Set<NotificationKind> kinds) {
    return of(
        progress.counts().getOrDefault(RowStatus.QUEUED, 0),
        progress.counts().getOrDefault(RowStatus.ORDERED, 0),
        progress.notifications().getOrDefault(NotificationStatus.PENDING, 0),
        kinds);
  }

  /** Of a file with so many good rows. */
  static OpenWork ofRows(int rows, Set<NotificationKind> kinds) {
    return of(rows, 0, 0, kinds);
  }

  private static OpenWork of(long queued, long ordered, long mails, Set<NotificationKind> kinds) {
    long toMail = mails;
    if (kinds.contains(NotificationKind.ORDER_CONFIRMED)) {
      toMail += queued;
    }
    if (kinds.contains(NotificationKind.PAYMENT_RECEIVED)) {
      toMail += queued + ordered;
    }
    return new OpenWork(queued, queued + ordered, toMail);
  }

  boolean isEmpty() {
    return toOrder + toPay + toMail == 0;
  }
}
