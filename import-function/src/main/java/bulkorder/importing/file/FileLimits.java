package bulkorder.importing.file;

/**
 * What bounds the reading of a file, whoever sent it.
 *
 * @param bytesMax of the file as it is stored
 * @param unpackedBytesMax of what it holds, where it is compressed
 * @param expansionMax how many times larger than packed it may be
 * @param sharedTextBytesMax of a workbook's table of texts, which is held in memory
 * @param lineCharsMax of a record with all its fields, quoted line breaks included
 */
public record FileLimits(
    long bytesMax,
    long unpackedBytesMax,
    int expansionMax,
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
        sharedTextBytesMax,
        Math.min(rowsMax, clientRowsMax),
        columnsMax,
        fieldCharsMax,
        lineCharsMax);
  }
}
