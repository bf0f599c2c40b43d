package bulkorder.ledger.batch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows in the sequence of their file.
 *
 * @param more whether there are others after them
 * @param expiredAt since when nobody sees the batch's rows any more; null where they are kept
 */
public record RowPage(List<BatchRow> rows, boolean more, @Nullable Instant expiredAt) {

  /** Copies the rows. */
  public RowPage {
    rows = List.copyOf(rows);
  }
}
