package bulkorder.ledger.report;

import bulkorder.ledger.RowError;
import bulkorder.ledger.RowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a report.
 *
 * @param code why the row is in its state, where the state alone does not say it
 * @param notificationCode why its customer was not told, where that is so
 * @param errors every error of an invalid row
 * @param fields as the file had them, those of unknown columns included; a spreadsheet may have
 *     dropped empty ones at the end, and a row that does not fit its header may have more
 * @param paymentId what the payment provider calls the payment, once it is captured
 * @param sameAsRow the earlier row of the file of which it is a duplicate
 * @param erased whether what was personal in it was destroyed: nothing is left of its fields
 */
public record ReportRow(
    int rowNumber,
    RowStatus status,
    @Nullable String code,
    @Nullable String notificationCode,
    List<RowError> errors,
    List<String> fields,
    @Nullable Long orderId,
    @Nullable String paymentId,
    @Nullable Integer sameAsRow,
    boolean erased) {

  /** Copies the lists. */
  public ReportRow {
    errors = List.copyOf(errors);
    fields = List.copyOf(fields);
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "row " + rowNumber;
  }
}
