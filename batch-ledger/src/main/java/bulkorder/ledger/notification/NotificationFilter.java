package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.OpenBatches;
import org.jspecify.annotations.Nullable;

/**
 * What a page of mails has in common; null asks for nothing.
 *
 * @param code why they were not sent, or came back
 */
public record NotificationFilter(
    @Nullable NotificationStatus status,
    @Nullable NotificationKind kind,
    @Nullable ReasonCode code,
    @Nullable BatchId batchId,
    @Nullable Long orderId) {

  void addTo(Conditions conditions) {
    conditions
        .and("status = :status", "status", status == null ? null : status.name())
        .and("kind = :kind", "kind", kind == null ? null : kind.name())
        .and("code = :code", "code", code == null ? null : code.name())
        .and("batch_id = :batchId", "batchId", batchId == null ? null : batchId.value())
        .and("order_id = :orderId", "orderId", orderId);
    if (status != null && hasCode(status)) {
      conditions.and("code is not null");
    }
    if (status == NotificationStatus.PENDING) {
      conditions.and(OpenBatches.UNTOLD);
    }
  }

  private static boolean hasCode(NotificationStatus status) {
    return switch (status) {
      case PENDING, SENT -> false;
      case FAILED, SUPPRESSED, BOUNCED, COMPLAINED -> true;
    };
  }
}
