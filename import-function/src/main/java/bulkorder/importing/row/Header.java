package bulkorder.importing.row;

import static java.util.stream.Collectors.joining;

import bulkorder.importing.file.RefusedFileException;
import bulkorder.importing.file.TextRow;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RejectionCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column stands where. Columns that are not ours are accepted and not read, except to see
 * that they hold no card number.
 */
public final class Header {

  private static final int NAME_CHARS_MAX = 40;

  private final List<String> names;
  private final List<Optional<OrderColumn>> columns;
  private final int fieldsMin;

  private Header(List<String> names) {
    this.names = names;
    this.columns = names.stream().map(OrderColumn::named).toList();
    this.fieldsMin = lastRequired() + 1;
  }

  /**
   * Reads a header.
   *
   * @throws RefusedFileException if it is none, or not all required columns are in it once
   */
  public static Header of(TextRow row, int columnsMax) {
    if (row.fields().size() > columnsMax) {
      throw new RefusedFileException(
          RejectionCode.TOO_MANY_COLUMNS,
          Map.of(
              "columns", Integer.toString(row.fields().size()),
              "columnsMax", Integer.toString(columnsMax)));
    }
    var header = new Header(row.fields().stream().map(Header::name).toList());
    header.refuseData(row.number());
    header.refuseRepeated();
    header.refuseMissing();
    return header;
  }

  /** The names of all columns, in the sequence of the file. */
  public List<String> names() {
    return names;
  }

  /** How many fields a row should have. */
  int width() {
    return names.size();
  }

  /** The name of a column, in small letters. */
  String name(int index) {
    return names.get(index);
  }

  /** What a column means, if it is one of ours. */
  Optional<OrderColumn> column(int index) {
    return columns.get(index);
  }

  /**
   * Whether a row with so many fields can be read. Spreadsheets drop empty fields at the end of a
   * row, so fields may be missing there where none of them is required.
   */
  boolean fits(int fields) {
    return fields >= fieldsMin && fields <= width();
  }

  private int lastRequired() {
    for (int i = width() - 1; i >= 0; i--) {
      if (column(i).filter(OrderColumn::required).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /** The values of a first row that is data may be personal: the refusal repeats none of them. */
  private void refuseData(int rowNumber) {
    if (columns.stream().allMatch(Optional::isEmpty)) {
      throw new RefusedFileException(
          RejectionCode.NO_HEADER,
          Map.of("row", Integer.toString(rowNumber), "required", titles(requiredColumns())));
    }
  }

  private void refuseRepeated() {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < width(); i++) {
      Integer before = name(i).isEmpty() ? null : seen.putIfAbsent(name(i), i + 1);
      if (before != null) {
        throw new RefusedFileException(
            RejectionCode.REPEATED_COLUMN,
            Map.of(
                "column", name(i),
                "first", Integer.toString(before),
                "second", Integer.toString(i + 1)));
      }
    }
  }

  private void refuseMissing() {
    List<OrderColumn> missing =
        requiredColumns().stream().filter(c -> !columns.contains(Optional.of(c))).toList();
    if (!missing.isEmpty()) {
      throw new RefusedFileException(
          RejectionCode.MISSING_COLUMNS,
          Map.of("missing", titles(missing), "found", String.join(", ", names)));
    }
  }

  private static List<OrderColumn> requiredColumns() {
    return Arrays.stream(OrderColumn.values()).filter(OrderColumn::required).toList();
  }

  private static String titles(List<OrderColumn> columns) {
    return columns.stream().map(OrderColumn::title).collect(joining(", "));
  }

  private static String name(String field) {
    if (CardNumbers.in(field)) {
      return "***";
    }
    String name = Characters.shown(Whitespace.trim(field)).toLowerCase(Locale.ROOT);
    return name.codePointCount(0, name.length()) <= NAME_CHARS_MAX
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_CHARS_MAX)) + "…";
  }
}
