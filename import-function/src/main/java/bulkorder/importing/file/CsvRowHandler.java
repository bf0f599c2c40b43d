package bulkorder.importing.file;

import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.TextRow;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of one record after the other, within the limits. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<TextRow> {

  private final FileLimits limits;
  private final int linesSkipped;
  private final List<String> fields = new ArrayList<>();
  private int rowNumber;
  private int lineChars;

  /**
   * Collects nothing yet.
   *
   * @param linesSkipped how many lines stand before the first record
   */
  CsvRowHandler(FileLimits limits, int linesSkipped) {
    this.limits = limits;
    this.linesSkipped = linesSkipped;
  }

  /** The line, as an editor counts, on which the present record began. */
  long line() {
    return getStartingLineNumber() + linesSkipped;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    rowNumber++;
    lineChars = 0;
    fields.clear();
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    limits.refuseLongField(length, rowNumber, index + 1);
    lineChars += length;
    if (lineChars > limits.lineCharsMax()) {
      throw lineTooLong();
    }
    fields.add(length == 0 ? "" : new String(buffer, offset, length));
  }

  @Override
  protected TextRow buildRecord() {
    return new TextRow(rowNumber, fields);
  }

  RefusedFileException lineTooLong() {
    return limits.lineTooLong(line());
  }
}
