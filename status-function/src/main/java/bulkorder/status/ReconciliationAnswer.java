package bulkorder.status;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.payment.BatchBalance;
import bulkorder.ledger.payment.PaymentStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the ledger says that a batch charged, beside what it says that its orders cost. All amounts
 * are decimal numbers in text, by currency code. It is the ledger's account alone: the payment
 * provider's own list is compared with it by the operators of the service.
 *
 * @param balanced whether what was captured is what the paid rows come to, to the last digit
 * @param fileSums what the file's rows come to, good and bad ones
 * @param paidRows what the rows that are paid come to
 * @param captured what was captured for them
 * @param differences captured less paid, where that is not nothing
 * @param payments of each status and currency
 */
public record ReconciliationAnswer(
    UUID batchId,
    BatchStatus status,
    boolean balanced,
    Map<String, String> fileSums,
    Map<String, String> paidRows,
    Map<String, String> captured,
    Map<String, String> differences,
    List<PaymentSumAnswer> payments) {

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

  static ReconciliationAnswer of(Batch batch, BatchBalance balance) {
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
            .toList());
  }
}
