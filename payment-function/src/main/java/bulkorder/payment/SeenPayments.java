package bulkorder.payment;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which payments have been seen, by their ids: a bit for each, as ids of one batch lie close. */
final class SeenPayments {

  private static final int PAGE_BITS = 16;

  private final Map<Long, BitSet> pages = new HashMap<>();

  /** Whether this is the first time. */
  boolean add(long paymentId) {
    BitSet page = pages.computeIfAbsent(paymentId >> PAGE_BITS, _ -> new BitSet());
    int bit = bit(paymentId);
    boolean first = !page.get(bit);
    page.set(bit);
    return first;
  }

  boolean contains(long paymentId) {
    BitSet page = pages.get(paymentId >> PAGE_BITS);
    return page != null && page.get(bit(paymentId));
  }

  private static int bit(long paymentId) {
    return (int) (paymentId & ((1 << PAGE_BITS) - 1));
  }
}
