package bulkorder.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows in the sequence of their file.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record RowsAnswer(List<RowAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public RowsAnswer {
    items = List.copyOf(items);
  }
}
