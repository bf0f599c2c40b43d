package bulkorder.ledger.batch;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says that its file comes to. What it says must be so, else nothing of the file is
 * taken.
 *
 * @param rows how many data rows; null where it does not say
 * @param sums of money by currency code; empty where it does not say
 */
public record DeclaredTotals(@Nullable Integer rows, Map<String, BigDecimal> sums) {

  /** Nothing is declared. */
  public static final DeclaredTotals NONE = new DeclaredTotals(null, Map.of());

  /** Copies the sums. */
  public DeclaredTotals {
    sums = Map.copyOf(sums);
  }
}
