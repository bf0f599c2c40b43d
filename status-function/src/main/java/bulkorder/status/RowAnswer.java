package bulkorder.status;

import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.BatchRow;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row and how it stands.
 *
 * @param notificationCode why its customer was not told, where that is so
 * @param notificationReason that code's sentence in the caller's language
 * @param code why the row is in its state, where the state alone does not say it
 * @param reason the code's sentence in the caller's language
 * @param amount a decimal number in text
 * @param erasedAt when what the row said of a person was destroyed
 */
public record RowAnswer(
    int rowNumber,
    RowStatus status,
    @Nullable NotificationStatus notificationStatus,
    @Nullable String notificationCode,
    @Nullable String notificationReason,
    @Nullable String code,
    @Nullable String reason,
    @Nullable String orderReference,
    @Nullable Long orderId,
    @Nullable Integer sameAsRow,
    @Nullable String amount,
    @Nullable String currency,
    List<ErrorAnswer> errors,
    Instant updatedAt,
    @Nullable Instant erasedAt) {

  /** Copies the errors. */
  public RowAnswer {
    errors = List.copyOf(errors);
  }

  /** One thing that is wrong with a row, with its sentence in the caller's language. */
  public record ErrorAnswer(
      @Nullable String column,
      RowErrorCode code,
      String value,
      @Nullable String expected,
      @Nullable String suggestion,
      String message) {

    static ErrorAnswer of(RowError error, Sentences sentences) {
      return new ErrorAnswer(
          error.column(),
          error.code(),
          error.value(),
          error.expected(),
          error.suggestion(),
          sentences.of(error));
    }
  }

  static RowAnswer of(BatchRow row, Sentences sentences) {
    Money amount = row.amount();
    return new RowAnswer(
        row.rowNumber(),
        row.status(),
        row.notificationStatus(),
        row.notificationCode(),
        reason(row.notificationCode(), row, sentences),
        row.code(),
        reason(row.code(), row, sentences),
        row.orderReference(),
        row.orderId(),
        row.sameAsRow(),
        amount == null ? null : amount.amount().toPlainString(),
        amount == null ? null : amount.currency().getCurrencyCode(),
        row.errors().stream().map(error -> ErrorAnswer.of(error, sentences)).toList(),
        row.updatedAt(),
        row.erasedAt());
  }

  private static @Nullable String reason(@Nullable String code, BatchRow row, Sentences sentences) {
    if (code == null) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    if (row.sameAsRow() != null) {
      values.put("row", row.sameAsRow().toString());
    }
    if (row.orderId() != null) {
      values.put("order", row.orderId().toString());
    }
    return sentences.ofReason(code, values);
  }
}
