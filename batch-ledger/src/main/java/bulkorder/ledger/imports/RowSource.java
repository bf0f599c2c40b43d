package bulkorder.ledger.imports;

import bulkorder.ledger.Rejection;
import java.io.IOException;

/** A file that is read once, from its beginning to its end. */
@FunctionalInterface
public interface RowSource {

  /**
   * Reads the file and gives its rows to the sink.
   *
   * @return why nothing of the file can be taken, or the SHA-256 of its bytes
   * @throws IOException if the file cannot be read now; another attempt may succeed
   */
  Reading readInto(RowSink sink) throws IOException;

  /** How a reading ended. */
  sealed interface Reading {

    /**
     * The file was read to its end.
     *
     * @param sha256 of the file's bytes, as 64 lower-case hexadecimal digits
     */
    record Complete(String sha256) implements Reading {}

    /** Nothing of the file can be taken. */
    record Refused(Rejection rejection) implements Reading {}
  }
}
