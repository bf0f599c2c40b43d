package bulkorder.ledger.batch;

import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as its client sees it: what tells it from others and how it stands, nothing personal.
 *
 * @param rowNumber as a person sees it in the file: the header is row 1
 * @param notificationStatus null where the row has no notification (yet)
 * @param notificationCode why, where the notification's state alone does not say it
 * @param code a {@link bulkorder.ledger.ReasonCode}, or the provider's word for a decline
 * @param errors every error of an invalid row
 * @param orderId the order that the row became, or of which it is a duplicate
 * @param sameAsRow the earlier row of the file of which it is a duplicate
 * @param amount null where the row is invalid
 * @param erasedAt when what was personal in it was destroyed
 */
public record BatchRow(
    int rowNumber,
    RowStatus status,
    @Nullable NotificationStatus notificationStatus,
    @Nullable String notificationCode,
    @Nullable String code,
    List<RowError> errors,
    @Nullable String orderReference,
    @Nullable Long orderId,
    @Nullable Integer sameAsRow,
    @Nullable Money amount,
    Instant updatedAt,
    @Nullable Instant erasedAt) {

  /** Copies the errors. */
  public BatchRow {
    errors = List.copyOf(errors);
  }
}
