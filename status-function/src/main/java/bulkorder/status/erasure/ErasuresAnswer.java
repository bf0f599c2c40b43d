package bulkorder.status.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some erasures, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record ErasuresAnswer(List<ErasureAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public ErasuresAnswer {
    items = List.copyOf(items);
  }
}
