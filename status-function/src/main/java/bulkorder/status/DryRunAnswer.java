package bulkorder.status;

import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.batch.DryRun;
import bulkorder.ledger.batch.DryRun.LargeOrder;
import java.util.List;

/**
 * What would run if the batch were approved.
 *
 * @param invalid rows that are refused
 * @param duplicates rows that are left out
 * @param largestOrders of each currency, the largest first
 * @param differenceToDeclared what is declared, less what would run
 */
public record DryRunAnswer(
    TotalsAnswer toRun,
    int invalid,
    int duplicates,
    List<LargeOrderAnswer> largestOrders,
    TotalsAnswer differenceToDeclared) {

  /** Copies the orders. */
  public DryRunAnswer {
    largestOrders = List.copyOf(largestOrders);
  }

  /**
   * One of the largest orders.
   *
   * @param amount a decimal number in text
   */
  public record LargeOrderAnswer(
      int rowNumber, String orderReference, String amount, String currency) {

    static LargeOrderAnswer of(LargeOrder order) {
      return new LargeOrderAnswer(
          order.rowNumber(),
          order.orderReference(),
          order.amount().amount().toPlainString(),
          order.amount().currency().getCurrencyCode());
    }
  }

  static DryRunAnswer of(DryRun dryRun, BatchProgress progress) {
    return new DryRunAnswer(
        TotalsAnswer.toRun(dryRun),
        progress.counts().getOrDefault(RowStatus.INVALID, 0),
        progress.counts().getOrDefault(RowStatus.DUPLICATE, 0),
        dryRun.largestOrders().stream().map(LargeOrderAnswer::of).toList(),
        TotalsAnswer.missing(dryRun));
  }
}
