package bulkorder.ledger.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.OpenBatches;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a page of orders has in common; null asks for nothing.
 *
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 */
public record OrderFilter(
    @Nullable OrderStatus status,
    @Nullable String orderReference,
    @Nullable BatchId batchId,
    @Nullable String bulkImportGroup,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore) {

  /** Asks for nothing. */
  public static final OrderFilter NONE = new OrderFilter(null, null, null, null, null, null);

  void addTo(Conditions conditions) {
    conditions
        .and("status = :status", "status", status == null ? null : status.name())
        .and("order_reference = :orderReference", "orderReference", orderReference)
        .and("batch_id = :batchId", "batchId", batchId == null ? null : batchId.value())
        .and("bulk_import_group = :bulkImportGroup", "bulkImportGroup", bulkImportGroup)
        .and("created_at >= :createdFrom", "createdFrom", createdFrom)
        .and("created_at < :createdBefore", "createdBefore", createdBefore);
    if (status != null) {
      conditions.and(status == OrderStatus.CANCELLED ? "not bound" : "bound");
    }
    if (status == OrderStatus.PENDING) {
      conditions.and(OpenBatches.UNPAID);
    }
  }
}
