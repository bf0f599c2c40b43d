package bulkorder.ledger.row;

import java.util.List;

/**
 * One row of a file as it is written there.
 *
 * @param number as a person sees it in a spreadsheet: the first row is 1, blank rows count, and a
 *     quoted line break begins no new row
 */
public record TextRow(int number, List<String> fields) {

  /** Copies the fields. */
  public TextRow {
    fields = List.copyOf(fields);
  }

  /** Whether there is nothing in it. */
  public boolean blank() {
    for (String field : fields) {
      if (!field.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
