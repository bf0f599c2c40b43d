package bulkorder.ledger.recovery;

import java.util.Set;

/**
 * Which rows of a batch a person means. Empty sets choose all; where both are given, a row must be
 * in both.
 *
 * @param codes why rows are in their state, or that state itself
 * @param rows row numbers
 */
public record RowChoice(Set<String> codes, Set<Integer> rows) {

  /** Every row. */
  public static final RowChoice ALL = new RowChoice(Set.of(), Set.of());

  /** Copies the sets. */
  public RowChoice {
    codes = Set.copyOf(codes);
    rows = Set.copyOf(rows);
  }

  /** Whether it means every row. */
  public boolean all() {
    return equals(ALL);
  }
}
