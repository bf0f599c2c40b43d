package bulkorder.importing.file;

import java.util.ArrayList;
import java.util.List;

/** The fields of one row of a sheet, which has only the cells that hold something. */
final class RowFields {

  private final List<String> fields = new ArrayList<>();
  private int cells;

  /** How many columns the cells until now take, empty ones included. */
  int cells() {
    return cells;
  }

  /**
   * Adds a cell; the columns that were left out before it are empty.
   *
   * @param column from 0, and not before the end of the cells until now
   */
  void put(int column, String text) {
    cells = column + 1;
    if (text.isEmpty()) {
      return;
    }
    while (fields.size() < column) {
      fields.add("");
    }
    fields.add(text);
  }

  /**
   * The fields up to the last one that is not empty, and empty ones up to a width: a sheet does not
   * end its rows.
   */
  List<String> upTo(int width) {
    while (fields.size() < width) {
      fields.add("");
    }
    return fields;
  }
}
