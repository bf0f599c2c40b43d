package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells by its beginning what a text is. */
final class TextRows {

  private static final Pattern HTML =
      Pattern.compile(
          "\\s*<(?:!doctype\\s+html|html|head|meta|table|style)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML = Pattern.compile("\\s*<[?!a-z]", Pattern.CASE_INSENSITIVE);

  private static final Pattern JSON_OBJECT = Pattern.compile("\\s*\\{\\s*[\"}]");
  private static final Pattern JSON_ARRAY = Pattern.compile("\\s*\\[\\s*[\\[\\]{\"]");

  private TextRows() {}

  /**
   * The rows of a text.
   *
   * @throws RefusedFileException if it is a text of another kind
   */
  static FileRows open(
      StrictText strict,
      TextEncoding encoding,
      boolean compressed,
      FileWishes wishes,
      FileLimits limits)
      throws IOException {
    var text = new TextHead(strict, limits.lineCharsMax());
    refuse("HTML", HTML, text);
    refuse("XML", XML, text);
    if (JSON_ARRAY.matcher(text.head()).lookingAt()) {
      throw new RefusedFileException(RejectionCode.JSON_ARRAY, Map.of());
    }
    if (JSON_OBJECT.matcher(text.head()).lookingAt()) {
      return new JsonRows(text, encoding.dialect(Format.JSON_LINES, null, compressed), limits);
    }
    return CsvRows.of(text, encoding, compressed, wishes, limits);
  }

  private static void refuse(String format, Pattern beginning, TextHead text) {
    if (beginning.matcher(text.head()).lookingAt()) {
      throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", format));
    }
  }
}
