package bulkorder.ledger.row;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileTotals;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says that a file comes to, to be compared with what was read of it. What is not
 * declared is not compared; but once a sum is declared, a currency without one counts as zero.
 *
 * @param rows the number of data rows; null if it is not declared
 * @param sums by currency code; {@value #ONLY_CURRENCY} for a file of one currency, whichever it is
 */
public record ControlTotals(@Nullable Integer rows, Map<String, BigDecimal> sums) {

  /** Nothing is declared. */
  public static final ControlTotals NONE = new ControlTotals(null, Map.of());

  /** The key of a sum whose currency is not declared. */
  public static final String ONLY_CURRENCY = "";

  /** Copies the sums. */
  public ControlTotals {
    sums = Map.copyOf(sums);
  }

  /** Why a file that comes to this is refused, naming both values; empty if it agrees. */
  public Optional<Rejection> disagreement(FileTotals actual) {
    if (rows != null && rows != actual.rows()) {
      return Optional.of(
          new Rejection(
              RejectionCode.CONTROL_ROWS_MISMATCH,
              Map.of(
                  "declared", rows.toString(),
                  "actual", Integer.toString(actual.rows()),
                  "difference", signed(BigDecimal.valueOf(actual.rows() - (long) rows)))));
    }
    BigDecimal withoutCurrency = sums.get(ONLY_CURRENCY);
    return withoutCurrency == null ? differentSum(actual) : different(withoutCurrency, actual);
  }

  private Optional<Rejection> differentSum(FileTotals actual) {
    if (sums.isEmpty()) {
      return Optional.empty();
    }
    var currencies = new TreeSet<>(sums.keySet());
    currencies.addAll(actual.sums().keySet());
    return currencies.stream()
        .flatMap(currency -> different(currency, declared(currency), actual).stream())
        .findFirst();
  }

  private BigDecimal declared(String currency) {
    return sums.getOrDefault(currency, BigDecimal.ZERO);
  }

  private static Optional<Rejection> different(BigDecimal declared, FileTotals actual) {
    var currencies = new TreeMap<>(actual.sums()).keySet();
    if (currencies.size() > 1) {
      return Optional.of(
          new Rejection(
              RejectionCode.CONTROL_TOTAL_WITHOUT_CURRENCY,
              Map.of("declared", plain(declared), "currencies", String.join(", ", currencies))));
    }
    String currency = currencies.isEmpty() ? "" : currencies.iterator().next();
    return different(currency, declared, actual);
  }

  private static Optional<Rejection> different(
      String currency, BigDecimal declared, FileTotals actual) {
    BigDecimal sum = actual.sums().getOrDefault(currency, BigDecimal.ZERO);
    return sum.compareTo(declared) == 0
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectionCode.CONTROL_TOTAL_MISMATCH,
                Map.of(
                    "currency", currency,
                    "declared", plain(declared),
                    "actual", plain(sum),
                    "difference", signed(sum.subtract(declared)))));
  }

  private static String signed(BigDecimal difference) {
    return (difference.signum() > 0 ? "+" : "") + plain(difference);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
