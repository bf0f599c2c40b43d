package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.OpenBatches;
import org.jspecify.annotations.Nullable;

/**
 * What a page of payments has in common; null asks for nothing.
 *
 * @param code why they were declined
 * @param orderId of an order that they are, or were, to pay
 */
public record PaymentFilter(
    @Nullable PaymentStatus status,
    @Nullable BatchId batchId,
    @Nullable DeclineCode code,
    @Nullable Long orderId) {

  private static final String OF_ORDER =
      """
      payment_id in (
        select payment_id from payment_orders where order_id = :orderId and live
        union all
        select payment_id from payment_orders where order_id = :orderId and not live)""";

  void addTo(Conditions conditions) {
    conditions
        .and("status = :status", "status", status == null ? null : status.name())
        .and("batch_id = :batchId", "batchId", batchId == null ? null : batchId.value())
        .and("decline_code = :code", "code", code == null ? null : code.name())
        .and(OF_ORDER, "orderId", orderId);
    if (code != null || (status != null && isAmiss(status))) {
      conditions.and("amiss");
    }
    if (status == PaymentStatus.PENDING) {
      conditions.and(OpenBatches.UNPAID);
    }
  }

  private static boolean isAmiss(PaymentStatus status) {
    return switch (status) {
      case PENDING, CAPTURED -> false;
      case DECLINED, UNKNOWN, NOT_CHARGED -> true;
    };
  }
}
