package bulkorder.ledger.imports;

/** Takes the rows of a file one by one, in the sequence of the file. */
@FunctionalInterface
public interface RowSink {

  /** Takes the next row; its number is greater than the one before. */
  void add(ImportedRow row);
}
