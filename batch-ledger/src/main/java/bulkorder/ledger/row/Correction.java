package bulkorder.ledger.row;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RejectionCode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rows of which earlier batch a file corrects, by the columns that its report added. */
final class Correction {

  private static final int ROW_NUMBER_MAX = 2_000_000;
  private static final WholeNumberRule ROW_NUMBERS = new WholeNumberRule(1, ROW_NUMBER_MAX);
  private static final int ID_CHARS = 36;

  private final int batchIdIndex;
  private final int rowNumberIndex;
  private final BitSet seen = new BitSet();
  private @Nullable BatchId batchId;

  Correction(Header header) {
    this.batchIdIndex = header.index(ReportColumn.BATCH_ID);
    this.rowNumberIndex = header.index(ReportColumn.ROW_NUMBER);
  }

  /** The batch that is corrected, once a row has named it. */
  Optional<BatchId> batchId() {
    return Optional.ofNullable(batchId);
  }

  /**
   * The number that a row has in the batch that it corrects.
   *
   * @throws RefusedFileException if it is none, or was seen before, or the batch is another
   */
  int rowNumber(TextRow row) {
    checkBatchId(row);
    String text = field(row, rowNumberIndex);
    Integer number = ROW_NUMBERS.parse(text);
    if (number == null || seen.get(number)) {
      throw refused(
          row,
          RejectionCode.CORRECTION_ROW_NUMBER,
          text,
          Map.of("rowsMax", Integer.toString(ROW_NUMBER_MAX)));
    }
    seen.set(number);
    return number;
  }

  /**
   * The fields as they were before the report wrote an apostrophe before those that a spreadsheet
   * would take for a formula.
   */
  static List<String> unescaped(List<String> fields) {
    return fields.stream().map(SpreadsheetText::original).toList();
  }

  private void checkBatchId(TextRow row) {
    String text = field(row, batchIdIndex);
    Optional<BatchId> named = BatchId.parse(text);
    if (batchId == null) {
      batchId = named.orElse(null);
    }
    if (named.isEmpty() || !named.get().equals(batchId)) {
      String expected = batchId == null ? "UUID" : batchId.toString();
      throw refused(row, RejectionCode.CORRECTION_BATCH_ID, text, Map.of("expected", expected));
    }
  }

  private static String field(TextRow row, int index) {
    return index < row.fields().size() ? Whitespace.trim(row.fields().get(index)) : "";
  }

  private static RefusedFileException refused(
      TextRow row, RejectionCode code, String text, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("row", Integer.toString(row.number()));
    values.put("value", shown(text));
    return new RefusedFileException(code, values);
  }

  /**
   * Where columns are shifted, anything may stand here: what is no number or id may be personal.
   */
  private static String shown(String text) {
    boolean plain = text.length() <= ID_CHARS && text.chars().allMatch(Correction::ofNumberOrId);
    return plain ? CardNumbers.masked(text) : RowErrors.masked(text);
  }

  private static boolean ofNumberOrId(int c) {
    return "0123456789abcdefABCDEF-+.,".indexOf(c) >= 0;
  }
}
