package bulkorder.ledger.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * How a file is written: what was found out about it, and what a report needs to be written alike.
 *
 * @param encoding the Java name of the text's charset: {@code UTF-8}, {@code UTF-16LE}, {@code
 *     UTF-16BE}, {@code windows-31j}, or another that the upload named; null for a workbook
 * @param encodingFound how the encoding was found; null for a workbook
 * @param byteOrderMark whether the text began with one
 * @param delimiter between the fields of a CSV file; null for other formats
 * @param sheet which sheet of a workbook was read; null for other formats
 * @param compressed whether it came as gzip
 */
@RegisterForReflection
public record FileDialect(
    Format format,
    @Nullable String encoding,
    @Nullable EncodingFound encodingFound,
    boolean byteOrderMark,
    @Nullable Character delimiter,
    @Nullable String sheet,
    boolean compressed) {

  /** What kind of file it is. */
  public enum Format {
    CSV,
    XLSX,
    JSON_LINES
  }

  /** How the encoding of a text was found. */
  public enum EncodingFound {
    /** The upload named it. */
    NAMED,
    /** The text began with a byte order mark. */
    BYTE_ORDER_MARK,
    /** Every byte of the file is right in this encoding, and in none that was tried before it. */
    CONTENT
  }
}
