package bulkorder.ledger.client;

import bulkorder.ledger.batch.Client.PaymentLimits;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What administrators settle of a client.
 *
 * @param name the company's
 * @param language of mails and messages where nothing else names one, as an ISO 639 code
 * @param rowsMax the most data rows that one file may have
 * @param requestsPerSecond how often it may call the API
 * @param lifetimes how long what belongs to its batches is kept
 * @param paymentLimits how much one payment may take, by the codes of the currencies that the
 *     client may be charged in
 */
public record ClientTerms(
    String name,
    String language,
    int rowsMax,
    int requestsPerSecond,
    Lifetimes lifetimes,
    SortedMap<String, PaymentLimits> paymentLimits) {

  /** The most characters of a name. */
  public static final int NAME_CHARS_MAX = 200;

  /** The most data rows that any file may have. */
  public static final int ROWS_MAX = 1_000_000;

  /** The most requests a second of one client. */
  public static final int REQUESTS_PER_SECOND_MAX = 10_000;

  /** The most currencies of one client. */
  public static final int CURRENCIES_MAX = 20;

  /** Copies the limits. */
  public ClientTerms {
    paymentLimits = Collections.unmodifiableSortedMap(new TreeMap<>(paymentLimits));
    if (paymentLimits.size() > CURRENCIES_MAX) {
      throw new IllegalArgumentException("%d currencies".formatted(paymentLimits.size()));
    }
  }

  /** The limits in one line, each as {@code JPY 100-1000000}. */
  String paymentLimitsText() {
    return paymentLimits.entrySet().stream()
        .map(limit -> limit.getKey() + " " + text(limit.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(PaymentLimits limits) {
    return plain(limits.min()) + "-" + plain(limits.max());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
