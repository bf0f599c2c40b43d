package bulkorder.status;

import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import org.jspecify.annotations.Nullable;

/**
 * How a file is written, as it was found.
 *
 * @param encoding null for a workbook
 * @param encodingFound how the encoding was found; null for a workbook
 * @param delimiter by the name that an upload can ask for it with; null but for CSV
 * @param sheet which sheet was read; null but for a workbook
 * @param compressed whether it came as gzip
 */
public record FileAnswer(
    Format format,
    @Nullable String encoding,
    @Nullable EncodingFound encodingFound,
    boolean byteOrderMark,
    @Nullable String delimiter,
    @Nullable String sheet,
    boolean compressed) {

  static FileAnswer of(FileDialect dialect) {
    return new FileAnswer(
        dialect.format(),
        dialect.encoding(),
        dialect.encodingFound(),
        dialect.byteOrderMark(),
        dialect.delimiter() == null ? null : name(dialect.delimiter()),
        dialect.sheet(),
        dialect.compressed());
  }

  private static String name(char delimiter) {
    return switch (delimiter) {
      case ',' -> "comma";
      case '\t' -> "tab";
      case ';' -> "semicolon";
      case '|' -> "pipe";
      default -> String.valueOf(delimiter);
    };
  }
}
