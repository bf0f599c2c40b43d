package bulkorder.payment;

import bulkorder.ledger.payment.AccountLine;
import bulkorder.ledger.payment.BatchAccount;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file's rows and money, divided among the {@link Share}s. An invalid row may state an amount
 * that the ledger does not hold with it: the money of invalid rows is what the file comes to less
 * all other rows. Where rows were corrected, a file's own sums are no longer theirs, and the total
 * is what the rows come to that it has now.
 *
 * @param sums by currency code
 */
record FileShares(Map<Share, Long> rows, Map<String, Map<Share, BigDecimal>> sums) {

  static FileShares of(BatchAccount account) {
    Map<Share, Long> rows = new EnumMap<>(Share.class);
    Map<String, Map<Share, BigDecimal>> sums = new TreeMap<>();
    for (var share : Share.values()) {
      rows.put(share, 0L);
    }
    for (AccountLine line : account.lines()) {
      Share share = Share.of(line.status());
      rows.merge(share, line.rows(), Long::sum);
      String currency = line.currency();
      if (currency != null && (share != Share.INVALID || account.corrected())) {
        sums.computeIfAbsent(currency, _ -> zero()).merge(share, line.amount(), BigDecimal::add);
      }
    }
    if (!account.corrected()) {
      account.fileSums().forEach((currency, sum) -> putRest(sums, currency, sum));
    }
    return new FileShares(rows, sums);
  }

  private static void putRest(
      Map<String, Map<Share, BigDecimal>> sums, String currency, BigDecimal fileSum) {
    Map<Share, BigDecimal> ofCurrency = sums.computeIfAbsent(currency, _ -> zero());
    ofCurrency.put(Share.INVALID, fileSum.subtract(total(ofCurrency)));
  }

  private static Map<Share, BigDecimal> zero() {
    Map<Share, BigDecimal> zero = new EnumMap<>(Share.class);
    for (var share : Share.values()) {
      zero.put(share, BigDecimal.ZERO);
    }
    return zero;
  }

  static BigDecimal total(Map<Share, BigDecimal> ofCurrency) {
    return ofCurrency.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  long rowCount() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  BigDecimal of(Share share, String currency) {
    return sums.getOrDefault(currency, Map.of()).getOrDefault(share, BigDecimal.ZERO);
  }

  /** Whether the rows are those of the file, and no money is left where no row is invalid. */
  boolean agree(BatchAccount account) {
    boolean restExplained =
        rows.getOrDefault(Share.INVALID, 0L) > 0
            || sums.keySet().stream().allMatch(c -> of(Share.INVALID, c).signum() == 0);
    return rowCount() == account.fileRows() && restExplained;
  }
}
