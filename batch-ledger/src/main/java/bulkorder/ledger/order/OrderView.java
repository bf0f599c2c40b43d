package bulkorder.ledger.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An order without what is personal in it.
 *
 * @param batchId the batch that it came with; its rows may be gone
 * @param rowNumber its row there
 * @param erasedAt when what was personal in it was destroyed
 */
public record OrderView(
    long orderId,
    OrderStatus status,
    String orderReference,
    Optional<BatchId> batchId,
    Optional<Integer> rowNumber,
    Optional<String> bulkImportGroup,
    String productCode,
    int quantity,
    BigDecimal unitPrice,
    Money amount,
    String language,
    Optional<LocalDate> requestedDate,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> erasedAt) {

  /** Where it stands in lists. */
  public OrderPosition position() {
    return new OrderPosition(createdAt, orderId);
  }
}
