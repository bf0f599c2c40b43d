package bulkorder.ledger.dashboard;

import bulkorder.ledger.RowStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What came on one day, and what became of it until now.
 *
 * @param batches that have rows
 * @param counts of rows by state
 * @param amounts of rows by state and currency
 * @param busiestHour the hour of this day in which the payments of most orders came to their end,
 *     of the batches that came on any of the days that are asked for; the payments of a chunk count
 *     when the last of them has ended, so those of a chunk that is tried again count then
 * @param busiestMinute the minute of which this is true
 */
public record DayFigures(
    LocalDate day,
    int batches,
    int rows,
    Map<RowStatus, Integer> counts,
    Map<RowStatus, Map<String, BigDecimal>> amounts,
    Optional<Peak> busiestHour,
    Optional<Peak> busiestMinute) {

  /** Copies the counts and sums. */
  public DayFigures {
    counts = Map.copyOf(counts);
    amounts = Map.copyOf(amounts);
  }
}
