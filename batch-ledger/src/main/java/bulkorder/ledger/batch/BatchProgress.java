package bulkorder.ledger.batch;

import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
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
@RegisterForReflection
public record BatchProgress(
    int rows,
    int endedRows,
    Map<RowStatus, Integer> counts,
    Map<NotificationStatus, Integer> notifications,
    Map<RowStatus, Map<String, BigDecimal>> amounts) {

  /** Copies the maps, states in their sequence. */
  public BatchProgress {
    counts = inSequence(RowStatus.class, counts);
    notifications = inSequence(NotificationStatus.class, notifications);
    amounts = inSequence(RowStatus.class, amounts);
  }

  private static <K extends Enum<K>, V> Map<K, V> inSequence(Class<K> type, Map<K, V> map) {
    Map<K, V> sorted = new EnumMap<>(type);
    sorted.putAll(map);
    return Collections.unmodifiableMap(sorted);
  }

  /** Whether there are rows and each of them has ended. */
  public boolean allEnded() {
    return rows > 0 && endedRows == rows;
  }
}
