package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a CSV file (RFC 4180): UTF-8, commas, any of the usual line ends. Memory is bounded
 * by one record. To be closed by closing the bytes.
 */
public final class CsvRows {

  /** The parser's own bound, which the bound of a record always comes before. */
  private static final int PARSER_SLACK_CHARS = 64 * 1024;

  private final CsvRowHandler handler;
  private final RecordBound text;
  private final CloseableIterator<TextRow> rows;

  /** Reads nothing yet. */
  public CsvRows(InputStream bytes, FileLimits limits) {
    this.handler = new CsvRowHandler(limits);
    this.text = new RecordBound(new Utf8Text(bytes), limits.lineCharsMax());
    this.rows =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(limits.lineCharsMax() + PARSER_SLACK_CHARS)
            .build(handler, text)
            .iterator();
  }

  /**
   * The next row that is not blank; empty at the end of the file.
   *
   * @throws RefusedFileException if nothing of the file can be taken
   * @throws IOException if the file cannot be read now
   */
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
