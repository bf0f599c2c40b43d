package bulkorder.importing.report;

/**
 * Text that a spreadsheet takes for text. A field that begins with a character that begins a
 * formula has an apostrophe written before it, and so has one that begins with an apostrophe: the
 * import of a corrected report takes exactly one away.
 */
final class SpreadsheetText {

  private static final String NEUTRALISED = "=+-@\t\r'";

  private SpreadsheetText() {}

  static String of(String field) {
    return !field.isEmpty() && NEUTRALISED.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
  }
}
