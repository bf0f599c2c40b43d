package bulkorder.status;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.payment.BatchBalance;
import bulkorder.ledger.payment.ComparedWithProvider;
import bulkorder.ledger.payment.PaymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says that a batch charged, beside what it says that its orders cost. All amounts
 * are decimal numbers in text, by currency code. Beside the ledger's account stands what it came to
 * when the operators of the service last compared it with the payment provider's own list.
 *
 * @param balanced whether what was captured is what the paid rows come to, to the last digit
 * @param fileSums what the file's rows come to, good and bad ones
 * @param paidRows what the rows that are paid come to
 * @param captured what was captured for them
 * @param differences captured less paid, where that is not nothing
 * @param payments of each status and currency
 * @param provider the last comparison with the provider's list; null before the first
 */
public record ReconciliationAnswer(
    UUID batchId,
    BatchStatus status,
    boolean balanced,
    Map<String, String> fileSums,
    Map<String, String> paidRows,
    Map<String, String> captured,
    Map<String, String> differences,
    List<PaymentSumAnswer> payments,
    @Nullable ProviderAnswer provider) {

  /** Copies the payments. */
  public ReconciliationAnswer {
    payments = List.copyOf(payments);
  }

  /**
   * Payments of one status in one currency.
   *
   * @param payments how many; one may be for several orders
   * @param amount a decimal number in text
   */
  public record PaymentSumAnswer(
      PaymentStatus status, String currency, long payments, String amount) {}

  /**
   * A comparison with the provider's list.
   *
   * @param agrees whether file, rows, ledger and provider agreed to the last digit
   * @param differences how many payments were not as the ledger has them
   * @param captured what the provider had as captured
   */
  public record ProviderAnswer(
      Instant comparedAt, boolean agrees, long differences, Map<String, String> captured) {

    static ProviderAnswer of(ComparedWithProvider compared) {
      return new ProviderAnswer(
          compared.at(),
          compared.agrees(),
          compared.differences(),
          AmountText.ofCurrencies(compared.captured()));
    }
  }

  static ReconciliationAnswer of(
      Batch batch, BatchBalance balance, Optional<ComparedWithProvider> compared) {
    Map<String, String> differences = AmountText.ofCurrencies(balance.differences());
    return new ReconciliationAnswer(
        batch.batchId().value(),
        batch.status(),
        differences.isEmpty(),
        AmountText.ofCurrencies(batch.fileSums()),
        AmountText.ofCurrencies(balance.paidRows()),
        AmountText.ofCurrencies(balance.captured()),
        differences,
        balance.payments().stream()
            .map(
                sum ->
                    new PaymentSumAnswer(
                        sum.status(),
                        sum.currency(),
                        sum.payments(),
                        AmountText.of(sum.amount(), sum.currency())))
            .toList(),
        compared.map(ProviderAnswer::of).orElse(null));
  }
}
