package bulkorder.ledger.payment;

import java.math.BigDecimal;

/**
 * How much one charge may take.
 *
 * @param ordersMax how many orders it may be for
 */
record ChargeLimits(BigDecimal min, BigDecimal max, int ordersMax) {

  /** Refuses what no charge could keep. */
  ChargeLimits {
    if (ordersMax < 1) {
      throw new IllegalArgumentException("a charge is for one order at least");
    }
  }
}
