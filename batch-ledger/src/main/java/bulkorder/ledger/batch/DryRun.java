package bulkorder.ledger.batch;

import bulkorder.ledger.Money;
import bulkorder.ledger.RowStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would run of a batch that waits for its approval.
 *
 * @param rows that would become orders
 * @param sums of money of those rows by currency code
 * @param largestOrders of each currency, the largest first
 */
public record DryRun(
    int rows,
    Map<String, BigDecimal> sums,
    List<LargeOrder> largestOrders,
    DeclaredTotals declared) {

  /** An order that would be among the largest. */
  public record LargeOrder(int rowNumber, String orderReference, Money amount) {}

  /** Copies sums and orders. */
  public DryRun {
    sums = Map.copyOf(sums);
    largestOrders = List.copyOf(largestOrders);
  }

  static DryRun of(
      BatchProgress progress, List<LargeOrder> largestOrders, DeclaredTotals declared) {
    return new DryRun(
        progress.counts().getOrDefault(RowStatus.QUEUED, 0),
        sums(progress),
        largestOrders,
        declared);
  }

  static Map<String, BigDecimal> sums(BatchProgress progress) {
    return progress.amounts().getOrDefault(RowStatus.QUEUED, Map.of());
  }

  /** How many declared rows would not run; empty where no number is declared. */
  public Optional<Integer> rowsMissing() {
    return Optional.ofNullable(declared.rows()).map(declaredRows -> declaredRows - rows);
  }

  /**
   * How much of the declared money would not run, by currency code; negative for a currency that
   * would run and is not declared. Empty where no sum is declared.
   */
  public Optional<Map<String, BigDecimal>> sumsMissing() {
    if (declared.sums().isEmpty()) {
      return Optional.empty();
    }
    Map<String, BigDecimal> missing = new HashMap<>(declared.sums());
    sums.forEach((currency, sum) -> missing.merge(currency, sum.negate(), BigDecimal::add));
    return Optional.of(missing);
  }
}
