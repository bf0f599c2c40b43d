package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileWishes;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells by its beginning what a text is. */
final class TextRows {

  private static final Pattern HTML =
      Pattern.compile("\\s*<(?:!doctype\\s+html|html|head|meta|table|style)\\b.*", flags());
  private static final Pattern XML = Pattern.compile("\\s*<[?!a-z].*", flags());

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
    return CsvRows.of(text, encoding, compressed, wishes, limits);
  }

  private static void refuse(String format, Pattern beginning, TextHead text) {
    if (beginning.matcher(text.head()).matches()) {
      throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", format));
    }
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }
}
