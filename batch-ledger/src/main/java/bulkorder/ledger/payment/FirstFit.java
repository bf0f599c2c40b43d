package bulkorder.ledger.payment;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What is free in a row of charges that are all empty at first: finds the first one with room in
 * logarithmic time, by a tree whose nodes hold the most that is free below them.
 */
final class FirstFit {

  private static final BigDecimal CLOSED = BigDecimal.ONE.negate();

  private final int charges;
  private final BigDecimal[] free;

  FirstFit(int charges, BigDecimal max) {
    this.charges = Math.max(2, Integer.highestOneBit(Math.max(1, charges - 1)) << 1);
    this.free = new BigDecimal[2 * this.charges];
    Arrays.fill(free, max);
  }

  /** Takes an amount from the first charge that has so much free, and gives its index. */
  int take(BigDecimal amount) {
    int node = 1;
    while (node < charges) {
      node *= 2;
      if (free[node].compareTo(amount) < 0) {
        node++;
      }
    }
    set(node, free[node].subtract(amount));
    return node - charges;
  }

  /** Lets nothing more into a charge. */
  void close(int charge) {
    set(charge + charges, CLOSED);
  }

  private void set(int leaf, BigDecimal value) {
    free[leaf] = value;
    for (int node = leaf / 2; node >= 1; node /= 2) {
      free[node] = free[2 * node].max(free[2 * node + 1]);
    }
  }
}
