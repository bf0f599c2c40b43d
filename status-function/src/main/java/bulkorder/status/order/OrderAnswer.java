package bulkorder.status.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.order.OrderStatus;
import bulkorder.ledger.order.OrderView;
import bulkorder.status.AmountText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order and how it stands, without what is personal in it.
 *
 * @param batchId the batch that it came with
 * @param rowNumber its row there
 * @param unitPrice a decimal number in text; may be finer than the currency
 * @param amount a decimal number in text
 * @param erasedAt when what was personal in it was destroyed
 */
public record OrderAnswer(
    long orderId,
    OrderStatus status,
    String orderReference,
    @Nullable UUID batchId,
    @Nullable Integer rowNumber,
    @Nullable String bulkImportGroup,
    String productCode,
    int quantity,
    String unitPrice,
    String amount,
    String currency,
    String language,
    @Nullable LocalDate requestedDate,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant erasedAt) {

  static OrderAnswer of(OrderView order) {
    String currency = order.amount().currency().getCurrencyCode();
    return new OrderAnswer(
        order.orderId(),
        order.status(),
        order.orderReference(),
        order.batchId().map(BatchId::value).orElse(null),
        order.rowNumber().orElse(null),
        order.bulkImportGroup().orElse(null),
        order.productCode(),
        order.quantity(),
        AmountText.of(order.unitPrice(), currency),
        order.amount().amount().toPlainString(),
        currency,
        order.language(),
        order.requestedDate().orElse(null),
        order.createdAt(),
        order.updatedAt(),
        order.erasedAt().orElse(null));
  }
}
