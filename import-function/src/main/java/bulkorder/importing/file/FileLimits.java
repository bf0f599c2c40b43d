package bulkorder.importing.file;

/**
 * What bounds the reading of a file, whoever sent it.
 *
 * @param lineCharsMax of a record with all its fields, quoted line breaks included
 */
public record FileLimits(
    long bytesMax, int rowsMax, int columnsMax, int fieldCharsMax, int lineCharsMax) {

  /** These limits, with the rows of a client where that is fewer. */
  public FileLimits withRowsMax(int clientRowsMax) {
    return new FileLimits(
        bytesMax, Math.min(rowsMax, clientRowsMax), columnsMax, fieldCharsMax, lineCharsMax);
  }
}
