package bulkorder.ledger.list;

import java.util.List;

/**
 * Some of the items of a list, in its order.
 *
 * @param more whether there are further items behind them
 */
public record Page<T>(List<T> items, boolean more) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /** The page of a query that asked for one more than the page may have. */
  public static <T> Page<T> of(List<T> found, int limit) {
    return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }
}
