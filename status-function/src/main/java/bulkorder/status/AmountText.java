package bulkorder.status;

import bulkorder.ledger.RowStatus;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Money as text: a JSON number would be read as floating point. */
public final class AmountText {

  private AmountText() {}

  /** Sums by state and currency. */
  public static Map<RowStatus, Map<String, String>> ofSums(
      Map<RowStatus, Map<String, BigDecimal>> sumsByStatus) {
    Map<RowStatus, Map<String, String>> texts = new EnumMap<>(RowStatus.class);
    sumsByStatus.forEach((status, sums) -> texts.put(status, ofCurrencies(sums)));
    return texts;
  }

  static Map<String, String> ofCurrencies(Map<String, BigDecimal> sums) {
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((currency, sum) -> texts.put(currency, of(sum, currency)));
    return texts;
  }

  /**
   * A number of money in a currency. The ledger's columns have more decimals than the currency;
   * those are zeros. Only what a bad row says can be finer than its currency, and is shown as it
   * is.
   */
  public static String of(BigDecimal sum, String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return sum.setScale(Math.max(digits, sum.stripTrailingZeros().scale())).toPlainString();
  }
}
