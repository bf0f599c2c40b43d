package bulkorder.ledger.batch;

import java.util.List;

/**
 * Some rows in the sequence of their file.
 *
 * @param more whether there are others after them
 */
public record RowPage(List<BatchRow> rows, boolean more) {

  /** Copies the rows. */
  public RowPage {
    rows = List.copyOf(rows);
  }
}
