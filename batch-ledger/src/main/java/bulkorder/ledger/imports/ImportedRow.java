package bulkorder.ledger.imports;

import bulkorder.ledger.RowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One data row of a file after its check. */
public sealed interface ImportedRow {

  /** The row's number as a person sees it in the file: the header is row 1. */
  int rowNumber();

  /** A row that breaks no rule that can be checked without looking at other rows. */
  record Good(int rowNumber, OrderLine line) implements ImportedRow {}

  /**
   * A row that breaks rules.
   *
   * @param errors all of them, at least one
   * @param orderReference as far as the row names its order, so that a person can find it
   */
  record Bad(int rowNumber, List<RowError> errors, @Nullable String orderReference)
      implements ImportedRow {

    /**
     * @throws IllegalArgumentException if there is no error
     */
    public Bad {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("row %d is bad without an error".formatted(rowNumber));
      }
    }
  }
}
