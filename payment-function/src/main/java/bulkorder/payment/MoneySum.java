package bulkorder.payment;

import bulkorder.ledger.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Adds up payments by currency. */
final class MoneySum {

  private final Map<String, BigDecimal> sums = new TreeMap<>();
  private long payments;

  void add(Money money) {
    payments++;
    sums.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add);
  }

  long payments() {
    return payments;
  }

  Map<String, BigDecimal> sums() {
    return sums;
  }

  BigDecimal of(String currency) {
    return sums.getOrDefault(currency, BigDecimal.ZERO);
  }
}
