package bulkorder.ledger.payment;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * An order of a batch that may be charged together with others of its payer.
 *
 * @param rowNumber of its row, which also a restored ledger has
 * @param chunkNo of its row
 * @param amount above zero
 */
record PackableOrder(int rowNumber, int chunkNo, BigDecimal amount) {

  /** The largest first; of equal ones the first in the file. */
  static final Comparator<PackableOrder> LARGEST_FIRST =
      Comparator.comparing(PackableOrder::amount)
          .reversed()
          .thenComparing(PackableOrder::rowNumber);
}
