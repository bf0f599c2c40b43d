package bulkorder.ledger.audit;

import java.util.Comparator;

/**
 * Where an event stands among all events. They are in the order of the transactions that wrote
 * them, since of transactions one knows which have all ended; ids alone are given out before a
 * commit.
 *
 * @param transactionId of the transaction, as Postgres counts them
 * @param eventId of the event
 */
public record EventPosition(long transactionId, long eventId) implements Comparable<EventPosition> {

  /** Before all events. */
  public static final EventPosition BEGINNING = new EventPosition(0, 0);

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::transactionId)
          .thenComparingLong(EventPosition::eventId);

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
