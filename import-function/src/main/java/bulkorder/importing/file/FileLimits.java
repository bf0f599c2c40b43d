package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.util.Map;

/**
 * What bounds the reading of a file, whoever sent it.
 *
 * @param bytesMax of the file as it is stored
 * @param unpackedBytesMax of what it holds, where it is compressed
 * @param expansionMax how many times larger than packed it may be
 * @param workbookBytesMax of a workbook, which is laid down in a file before it is read
 * @param sharedTextBytesMax of a workbook's table of texts, which is held in memory
 * @param lineCharsMax of a record with all its fields, quoted line breaks included
 */
public record FileLimits(
    long bytesMax,
    long unpackedBytesMax,
    int expansionMax,
    long workbookBytesMax,
    int sharedTextBytesMax,
    int rowsMax,
    int columnsMax,
    int fieldCharsMax,
    int lineCharsMax) {

  /** These limits, with the rows of a client where that is fewer. */
  public FileLimits withRowsMax(int clientRowsMax) {
    return new FileLimits(
        bytesMax,
        unpackedBytesMax,
        expansionMax,
        workbookBytesMax,
        sharedTextBytesMax,
        Math.min(rowsMax, clientRowsMax),
        columnsMax,
        fieldCharsMax,
        lineCharsMax);
  }

  /**
   * Refuses a field that is too long.
   *
   * @param columnNumber from 1
   */
  void refuseLongField(int chars, int rowNumber, int columnNumber) {
    if (chars > fieldCharsMax) {
      throw new RefusedFileException(
          RejectionCode.FIELD_TOO_LONG,
          Map.of(
              "row", Integer.toString(rowNumber),
              "columnNumber", Integer.toString(columnNumber),
              "charsMax", Integer.toString(fieldCharsMax)));
    }
  }

  /** Refuses the record that begins in a line. */
  RefusedFileException lineTooLong(long line) {
    return new RefusedFileException(
        RejectionCode.LINE_TOO_LONG,
        Map.of("line", Long.toString(line), "charsMax", Integer.toString(lineCharsMax)));
  }
}
