package bulkorder.ledger.imports;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How much a file says that it holds, good rows and bad ones.
 *
 * @param rows its data rows
 * @param sums by currency code, of every row whose amount and currency can be read
 */
public record FileTotals(int rows, Map<String, BigDecimal> sums) {

  /** Copies the sums. */
  public FileTotals {
    sums = Map.copyOf(sums);
  }
}
