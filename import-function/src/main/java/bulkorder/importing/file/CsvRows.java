package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.TextRow;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a CSV file (RFC 4180), with any of the usual line ends. Memory is bounded by one
 * record.
 */
final class CsvRows implements FileRows {

  /** The parser's own bound, which the bound of a record always comes before. */
  private static final int PARSER_SLACK_CHARS = 64 * 1024;

  private final FileDialect dialect;
  private final CsvRowHandler handler;
  private final RecordBound text;
  private final CloseableIterator<TextRow> rows;

  private CsvRows(TextHead text, FileDialect dialect, char delimiter, FileLimits limits) {
    this.dialect = dialect;
    this.handler = new CsvRowHandler(limits, text.linesSkipped());
    this.text = new RecordBound(text, limits.lineCharsMax());
    this.rows =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(limits.lineCharsMax() + PARSER_SLACK_CHARS)
            .build(handler, this.text)
            .iterator();
  }

  /**
   * The rows of a text.
   *
   * @throws RefusedFileException if its delimiter is not what was said
   */
  static CsvRows of(
      TextHead text,
      TextEncoding encoding,
      boolean compressed,
      FileWishes wishes,
      FileLimits limits) {
    char delimiter = Delimiter.of(text, wishes).character();
    return new CsvRows(
        text, encoding.dialect(Format.CSV, delimiter, compressed), delimiter, limits);
  }

  @Override
  public FileDialect dialect() {
    return dialect;
  }

  @Override
  public Optional<TextRow> next() throws IOException {
    try {
      while (rows.hasNext()) {
        TextRow row = rows.next();
        text.recordEnded();
        if (!row.blank()) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw refusal(e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** The parser wraps what is thrown below it; of its own accord it complains of quotes alone. */
  private RefusedFileException refusal(CsvParseException e) {
    return e.getCause() instanceof RefusedFileException refused
        ? refused
        : new RefusedFileException(
            RejectionCode.UNCLOSED_QUOTE, Map.of("line", Long.toString(handler.line())));
  }

  /** Ends the reading when one record goes on for ever, as after a quote that is never closed. */
  private final class RecordBound extends FilterReader {

    private final int charsMax;
    private long charsSinceRecord;

    RecordBound(Reader in, int charsMax) {
      super(in);
      this.charsMax = charsMax;
    }

    void recordEnded() {
      charsSinceRecord = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (charsSinceRecord > charsMax) {
        throw handler.lineTooLong();
      }
      int read = super.read(target, offset, length);
      charsSinceRecord += Math.max(read, 0);
      return read;
    }
  }
}
