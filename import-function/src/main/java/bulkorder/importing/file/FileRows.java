package bulkorder.importing.file;

import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.TextRow;
import java.io.IOException;
import java.util.Optional;

/** The rows of a file, the header first. */
public interface FileRows extends AutoCloseable {

  /** How the file is written. */
  FileDialect dialect();

  /**
   * The next row that is not blank; empty at the end of the file.
   *
   * @throws RefusedFileException if nothing of the file can be taken
   * @throws IOException if the file cannot be read now
   */
  Optional<TextRow> next() throws IOException;

  /** Lets go of what it holds besides the bytes that it was given. */
  @Override
  void close() throws IOException;
}
