package bulkorder.ledger.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * What the comparison of a batch with the payment provider's own list came to.
 *
 * @param agrees whether file, rows, ledger and provider agreed to the last decimal
 * @param differences how many payments were not as the ledger has them
 * @param captured what the provider had as captured, by currency code
 */
public record ComparedWithProvider(
    Instant at, boolean agrees, long differences, Map<String, BigDecimal> captured) {

  /** Copies the sums. */
  public ComparedWithProvider {
    captured = Map.copyOf(captured);
  }
}
