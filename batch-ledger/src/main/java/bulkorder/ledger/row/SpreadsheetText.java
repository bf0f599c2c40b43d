package bulkorder.ledger.row;

/**
 * Text that a spreadsheet takes for text. A report writes an apostrophe before a field that begins
 * with a character that begins a formula, and before one that begins with an apostrophe; the import
 * of a corrected report takes exactly that one away.
 */
public final class SpreadsheetText {

  private static final String NEUTRALISED = "=+-@\t\r'";

  private SpreadsheetText() {}

  /** The field as a report writes it. */
  public static String of(String field) {
    return neutralised(field, 0) ? "'" + field : field;
  }

  /** The field that a report wrote so. */
  static String original(String written) {
    return written.startsWith("'") && neutralised(written, 1) ? written.substring(1) : written;
  }

  private static boolean neutralised(String field, int index) {
    return index < field.length() && NEUTRALISED.indexOf(field.charAt(index)) >= 0;
  }
}
