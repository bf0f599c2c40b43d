package bulkorder.ledger.batch;

import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowStatus;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How far the rows of a batch have come.
 *
 * @param rows all of them; 0 while the file is being imported
 * @param endedRows those whose payment and notification have both ended
 * @param counts how many rows are in each state, all states included
 * @param notifications how many are in each of the states up to the hand-over to the mail provider;
 *     one that came back later counts as sent
 * @param amounts sums of money by the state of their rows and by currency, as ISO 4217 codes
 */
public record BatchProgress(
    int rows,
    int endedRows,
    Map<RowStatus, Integer> counts,
    Map<NotificationStatus, Integer> notifications,
    Map<RowStatus, Map<String, BigDecimal>> amounts) {

  /** Whether there are rows and each of them has ended. */
  public boolean allEnded() {
    return rows > 0 && endedRows == rows;
  }
}
