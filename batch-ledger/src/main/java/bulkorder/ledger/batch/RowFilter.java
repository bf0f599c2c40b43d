package bulkorder.ledger.batch;

import bulkorder.ledger.RowStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a page have in common; null asks for nothing.
 *
 * @param code of an error of the file, of the row's state or of its notification
 * @param reference what they are called
 */
public record RowFilter(
    @Nullable RowStatus status, @Nullable String code, @Nullable Reference reference) {

  /** Asks for all rows. */
  public static final RowFilter NONE = new RowFilter(null, null, null);

  /** Nothing that begins with a text comes after it, as bytes of UTF-8. */
  private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

  /**
   * An order reference.
   *
   * @param whole whether it is the whole reference; else what references begin with
   */
  public record Reference(String text, boolean whole) {

    /** The last reference that is meant. */
    String last() {
      return whole ? text : text + HIGHEST;
    }
  }
}
