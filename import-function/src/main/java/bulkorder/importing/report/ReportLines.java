package bulkorder.importing.report;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.report.ReportRow;
import bulkorder.ledger.row.ReportColumn;
import bulkorder.ledger.row.SpreadsheetText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The lines of a report: our columns, and after them the client's, so that a row with more fields
 * than its header keeps them all in their places.
 */
final class ReportLines {

  private final BatchId batchId;
  private final List<String> columns;
  private final RowMessages messages;

  ReportLines(BatchId batchId, List<String> columns, RowMessages messages) {
    this.batchId = batchId;
    this.columns = List.copyOf(columns);
    this.messages = messages;
  }

  List<String> header() {
    return Stream.concat(
            Arrays.stream(ReportColumn.values()).map(ReportColumn::title), columns.stream())
        .map(SpreadsheetText::of)
        .toList();
  }

  List<String> line(ReportRow row) {
    List<String> line = new ArrayList<>();
    for (ReportColumn column : ReportColumn.values()) {
      line.add(ours(column, row));
    }
    line.addAll(withoutMasks(row));
    for (int i = row.fields().size(); i < columns.size(); i++) {
      line.add("");
    }
    line.replaceAll(SpreadsheetText::of);
    return line;
  }

  /** A mask is no value: sent again as it is, a field that held a card number must not pass. */
  private static List<String> withoutMasks(ReportRow row) {
    return row.errors().stream().anyMatch(error -> error.code() == RowErrorCode.CARD_NUMBER)
        ? row.fields().stream().map(f -> f.contains(CardNumbers.MASK) ? "" : f).toList()
        : row.fields();
  }

  private String ours(ReportColumn column, ReportRow row) {
    return switch (column) {
      case BATCH_ID -> batchId.toString();
      case ROW_NUMBER -> Integer.toString(row.rowNumber());
      case ROW_STATUS -> row.status().name();
      case ROW_CODES -> messages.codes(row);
      case ROW_MESSAGES -> messages.messages(row);
      case ORDER_ID -> Objects.toString(row.orderId(), "");
      case PAYMENT_ID -> Objects.requireNonNullElse(row.paymentId(), "");
    };
  }
}
