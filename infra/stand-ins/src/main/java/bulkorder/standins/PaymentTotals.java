package bulkorder.standins;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts and sums by outcome, sums by currency. */
final class PaymentTotals {

  private static final class Total {
    private long count;
    private final Map<String, BigDecimal> sums = new TreeMap<>();
  }

  private final Map<String, Total> byStatus = new LinkedHashMap<>();

  PaymentTotals() {
    byStatus.put("captured", new Total());
    byStatus.put("declined", new Total());
  }

  synchronized void add(Payment payment) {
    Total total = byStatus.computeIfAbsent(payment.status(), _ -> new Total());
    total.count++;
    total.sums.merge(payment.request().currency(), payment.request().amount(), BigDecimal::add);
  }

  /**
   * {@code {"captured": {"count": 2, "sums": {"JPY": "3000"}}, "declined": …}}; sums are texts, so
   * that no reader makes them doubles.
   */
  synchronized Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    byStatus.forEach(
        (status, total) -> {
          Map<String, String> sums = new LinkedHashMap<>();
          total.sums.forEach((currency, sum) -> sums.put(currency, plain(sum)));
          json.put(status, Map.of("count", total.count, "sums", sums));
        });
    return json;
  }

  private static String plain(BigDecimal sum) {
    return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
  }
}
