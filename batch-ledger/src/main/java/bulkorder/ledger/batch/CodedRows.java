package bulkorder.ledger.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a batch that have a code in common.
 *
 * @param code a {@link bulkorder.ledger.RowErrorCode} of the file, else a {@link
 *     bulkorder.ledger.ReasonCode} or {@link bulkorder.ledger.payment.DeclineCode}
 * @param column in which the file is wrong; null where the row as a whole is, or the file is not
 * @param rows how many have it
 * @param firstRows the numbers of the first of them, at most {@value RowCodes#FIRST_ROWS_MAX}
 */
public record CodedRows(
    Kind kind, String code, @Nullable String column, int rows, List<Integer> firstRows) {

  /** What a code is about. */
  public enum Kind {
    /** What is wrong with a row of the file. */
    FILE,
    /** Why a row is in its state. */
    ROW,
    /** Why a row's notification is in its state. */
    MAIL
  }

  /** Copies the rows. */
  public CodedRows {
    firstRows = List.copyOf(firstRows);
  }
}
