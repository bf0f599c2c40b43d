package bulkorder.ledger.row;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import java.util.Map;

/**
 * Ends the reading of a file of which nothing can be taken, from below a parser that knows no other
 * way out. Whoever reads a file turns it into an outcome.
 */
public final class RefusedFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  /**
   * Refuses a file.
   *
   * @param values what the sentence of the code names
   */
  public RefusedFileException(RejectionCode code, Map<String, String> values) {
    super(code + " " + values, null, false, false);
    this.rejection = new Rejection(code, values);
  }

  /** Why nothing of the file can be taken. */
  public Rejection rejection() {
    return rejection;
  }
}
