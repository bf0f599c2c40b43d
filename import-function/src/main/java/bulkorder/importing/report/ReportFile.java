package bulkorder.importing.report;

import bulkorder.ledger.report.ReportRow;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes one report, row by row. What its encoding has no character for becomes a question mark.
 */
abstract sealed class ReportFile implements Closeable {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  final ReportLines lines;

  private ReportFile(ReportLines lines) {
    this.lines = lines;
  }

  /** Begins a report in a file. */
  static ReportFile create(Path file, ReportForm form, ReportLines lines) throws IOException {
    Writer text =
        new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), form.charset()));
    if (form.byteOrderMark()) {
      text.write(BYTE_ORDER_MARK);
    }
    return form.jsonLines() ? new JsonLines(text, lines) : new Csv(text, form.delimiter(), lines);
  }

  abstract void add(ReportRow row) throws IOException;

  /** Fields between delimiters (RFC 4180), a header first. */
  private static final class Csv extends ReportFile {

    private final CsvWriter csv;

    Csv(Writer text, char delimiter, ReportLines lines) {
      super(lines);
      this.csv = CsvWriter.builder().fieldSeparator(delimiter).build(text);
      csv.writeRecord(lines.header());
    }

    @Override
    void add(ReportRow row) {
      csv.writeRecord(lines.line(row));
    }

    @Override
    public void close() throws IOException {
      csv.close();
    }
  }

  /** One object a line, with a field for each column; every value is text. */
  private static final class JsonLines extends ReportFile {

    private final JsonGenerator json;
    private final List<String> names;

    JsonLines(Writer text, ReportLines lines) throws IOException {
      super(lines);
      this.json = new JsonFactory().createGenerator(text).setRootValueSeparator(null);
      this.names = lines.header();
    }

    @Override
    void add(ReportRow row) throws IOException {
      List<String> values = lines.line(row);
      json.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        json.writeStringField(names.get(i), values.get(i));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
