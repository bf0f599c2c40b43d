package bulkorder.ledger.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charge while its orders are being chosen; they are in the sequence of the largest first. */
final class OpenCharge {

  private final List<PackableOrder> orders = new ArrayList<>();
  private BigDecimal total = BigDecimal.ZERO;

  void add(PackableOrder order) {
    int place = Collections.binarySearch(orders, order, PackableOrder.LARGEST_FIRST);
    orders.add(-place - 1, order);
    total = total.add(order.amount());
  }

  void remove(PackableOrder order) {
    orders.remove(Collections.binarySearch(orders, order, PackableOrder.LARGEST_FIRST));
    total = total.subtract(order.amount());
  }

  BigDecimal total() {
    return total;
  }

  int size() {
    return orders.size();
  }

  List<PackableOrder> orders() {
    return List.copyOf(orders);
  }

  /** The smallest order of this amount or more; null if there is none. */
  @Nullable PackableOrder smallestFrom(BigDecimal amount) {
    int place = firstBelow(amount);
    return place == 0 ? null : orders.get(place - 1);
  }

  /** The largest order of this amount or less; null if there is none. */
  @Nullable PackableOrder largestUpTo(BigDecimal amount) {
    int low = 0;
    int high = orders.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (orders.get(middle).amount().compareTo(amount) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == orders.size() ? null : orders.get(low);
  }

  private int firstBelow(BigDecimal amount) {
    int low = 0;
    int high = orders.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (orders.get(middle).amount().compareTo(amount) >= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
