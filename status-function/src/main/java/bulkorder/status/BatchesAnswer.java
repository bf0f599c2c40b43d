package bulkorder.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some batches, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record BatchesAnswer(List<BatchAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public BatchesAnswer {
    items = List.copyOf(items);
  }
}
