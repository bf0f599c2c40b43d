package bulkorder.status;

import bulkorder.ledger.batch.CodedRows;
import bulkorder.ledger.batch.CodedRows.Kind;
import bulkorder.ledger.text.Sentences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why rows of a batch are in their state, summed up by code, the most frequent first. */
public record ErrorsAnswer(List<CodeAnswer> items) {

  /** Copies the items. */
  public ErrorsAnswer {
    items = List.copyOf(items);
  }

  /**
   * Rows that have a code in common.
   *
   * @param kind what it is about: the file, what became of the row, or its mail
   * @param column in which the file is wrong; null where the row as a whole is, or the file is not
   * @param rows how many have it
   * @param firstRows the numbers of the first of them, at most 5
   * @param message the code's sentence in the caller's language
   */
  public record CodeAnswer(
      Kind kind,
      String code,
      @Nullable String column,
      int rows,
      List<Integer> firstRows,
      String message) {

    /** Copies the rows. */
    public CodeAnswer {
      firstRows = List.copyOf(firstRows);
    }
  }

  static ErrorsAnswer of(List<CodedRows> codes, Sentences sentences) {
    return new ErrorsAnswer(
        codes.stream()
            .map(
                rows ->
                    new CodeAnswer(
                        rows.kind(),
                        rows.code(),
                        rows.column(),
                        rows.rows(),
                        rows.firstRows(),
                        sentences.ofCode(rows.code(), rows.column())))
            .toList());
  }
}
