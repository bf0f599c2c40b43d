package bulkorder.ledger.imports;

import bulkorder.ledger.RowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One data row of a file after its check. */
public sealed interface ImportedRow {

  /** The row's number as a person sees it in the file: the header is row 1. */
  int rowNumber();

  /**
   * The row's fields as the file has them, those of unknown columns included, for the reports that
   * give them back; a field with a card number is masked.
   */
  List<String> source();

  /** A row that breaks no rule that can be checked without looking at other rows. */
  record Good(int rowNumber, List<String> source, OrderLine line) implements ImportedRow {

    /** Copies the fields. */
    public Good {
      source = List.copyOf(source);
    }
  }

  /**
   * A row that breaks rules.
   *
   * @param errors all of them, at least one
   * @param orderReference as far as the row names its order, so that a person can find it
   */
  record Bad(
      int rowNumber, List<String> source, List<RowError> errors, @Nullable String orderReference)
      implements ImportedRow {

    /**
     * @throws IllegalArgumentException if there is no error
     */
    public Bad {
      source = List.copyOf(source);
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("row %d is bad without an error".formatted(rowNumber));
      }
    }
  }
}
