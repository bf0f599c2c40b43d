import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of one row; a column that is missing is empty. */
final class Row {

  static final String HEADER =
      Arrays.stream(Column.values()).map(Column::title).collect(Collectors.joining(",", "", "\n"));

  private final Map<Column, String> fields;
  private final int fieldCount;

  private Row(Map<Column, String> fields, int fieldCount) {
    this.fields = fields;
    this.fieldCount = fieldCount;
  }

  static Row of(Map<Column, String> fields) {
    return new Row(fields, Column.values().length);
  }

  String get(Column column) {
    return fields.getOrDefault(column, "");
  }

  Row with(Column column, String value) {
    var changed = new EnumMap<>(fields);
    changed.put(column, value);
    return new Row(changed, fieldCount);
  }

  /** The same row with another quantity and price, and the amount that follows from them. */
  Row priced(int quantity, int unitPrice) {
    return with(Column.QUANTITY, Integer.toString(quantity))
        .with(Column.UNIT_PRICE, Integer.toString(unitPrice))
        .with(Column.AMOUNT, Long.toString((long) quantity * unitPrice));
  }

  /** The same row with fewer or more fields than the header. */
  Row ragged(int fieldCount) {
    return new Row(fields, fieldCount);
  }

  String csv() {
    List<String> cells = new ArrayList<>();
    for (Column column : Column.values()) {
      cells.add(quoted(get(column)));
    }
    while (cells.size() < fieldCount) {
      cells.add("surplus");
    }
    return String.join(",", cells.subList(0, fieldCount)) + "\n";
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
