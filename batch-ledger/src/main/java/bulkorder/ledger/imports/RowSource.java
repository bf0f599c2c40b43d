package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Rejection;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is read once, from its beginning to its end. */
@FunctionalInterface
public interface RowSource {

  /**
   * Reads the file and gives its rows to the sink.
   *
   * @return why nothing of the file can be taken, or what there is to know of it besides its rows
   * @throws IOException if the file cannot be read now; another attempt may succeed
   */
  Reading readInto(RowSink sink) throws IOException;

  /** How a reading ended. */
  sealed interface Reading {

    /** Whether a card number was found as far as the file was read. */
    boolean cardNumberFound();

    /**
     * The file was read to its end.
     *
     * @param sha256 of the file's bytes, as 64 lower-case hexadecimal digits
     * @param header the names of its columns as the file has them, in its sequence
     * @param corrects the batch whose rows the file corrects, row for row by their numbers; null
     *     for a file of new orders
     */
    record Complete(
        String sha256,
        FileDialect dialect,
        List<String> header,
        FileTotals totals,
        boolean cardNumberFound,
        @Nullable BatchId corrects)
        implements Reading {

      /** Copies the header. */
      public Complete {
        header = List.copyOf(header);
      }
    }

    /** Nothing of the file can be taken. */
    record Refused(Rejection rejection, boolean cardNumberFound) implements Reading {}
  }
}
