package bulkorder.status.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record OrdersAnswer(List<OrderAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public OrdersAnswer {
    items = List.copyOf(items);
  }
}
