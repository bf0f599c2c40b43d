package bulkorder.importing.file;

import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.TextRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of an Excel workbook (.xlsx). Written out here and not left to a library,
 * as those at hand load what a hostile sheet tells them to: a cell in column one billion, or text
 * number two billion of a table that has three. Memory is bounded by one row and the table of
 * texts.
 */
final class WorkbookRows implements FileRows {

  private static final int ROWS_MAX = 1_048_576;

  private final WorkbookZip zip;
  private final XmlPart sheet;
  private final WorkbookCell cell;
  private final FileDialect dialect;
  private final FileLimits limits;
  private int rowNumber;
  private int width;

  private WorkbookRows(
      WorkbookZip zip, XmlPart sheet, WorkbookCell cell, FileDialect dialect, FileLimits limits) {
    this.zip = zip;
    this.sheet = sheet;
    this.cell = cell;
    this.dialect = dialect;
    this.limits = limits;
  }

  /**
   * Opens a sheet.
   *
   * @param bytes of the workbook, which are read to their end
   * @throws RefusedFileException if it is no workbook, or has no such sheet
   */
  static WorkbookRows of(
      InputStream bytes, boolean compressed, FileWishes wishes, FileLimits limits)
      throws IOException {
    WorkbookZip zip = WorkbookZip.of(bytes, limits);
    try {
      return open(zip, compressed, wishes.sheet(), limits);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static WorkbookRows open(
      WorkbookZip zip, boolean compressed, @Nullable String name, FileLimits limits)
      throws IOException {
    var parts = WorkbookParts.of(zip);
    WorkbookParts.Sheet sheet = parts.sheet(name);
    var texts = SharedTexts.of(parts.sharedTexts(), limits);
    var formats = NumberFormats.of(parts.styles());
    XmlPart rows = parts.rowsOf(sheet);
    return new WorkbookRows(
        zip,
        rows,
        new WorkbookCell(rows, texts, formats, parts.since1904(), limits),
        new FileDialect(Format.XLSX, null, null, false, null, sheet.name(), compressed),
        limits);
  }

  @Override
  public FileDialect dialect() {
    return dialect;
  }

  @Override
  public Optional<TextRow> next() throws IOException {
    while (sheet.next()) {
      if (sheet.begins("row")) {
        TextRow row = row();
        if (!row.blank()) {
          width = width == 0 ? row.fields().size() : width;
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private TextRow row() throws IOException {
    rowNumber = number(sheet.attribute("r"));
    var fields = new RowFields();
    int chars = 0;
    while (sheet.next() && !sheet.ends("row")) {
      if (sheet.begins("c")) {
        int column = cell.read(rowNumber, fields.cells());
        chars += cell.text().length();
        refuseLongRow(chars);
        fields.put(column, cell.text());
      }
    }
    return new TextRow(rowNumber, fields.upTo(width));
  }

  /** Rows may leave out their numbers, but must not go back. */
  private int number(@Nullable String attribute) {
    int number = attribute == null ? rowNumber + 1 : WholeNumber.of(attribute);
    if (number <= rowNumber || number > ROWS_MAX) {
      throw sheet.broken();
    }
    return number;
  }

  private void refuseLongRow(int chars) {
    if (chars > limits.lineCharsMax()) {
      throw limits.lineTooLong(rowNumber);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
