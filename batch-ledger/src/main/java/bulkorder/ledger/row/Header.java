package bulkorder.ledger.row;

import static java.util.stream.Collectors.joining;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RejectionCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column stands where. Columns that are not ours are accepted and not read, except to see
 * that they hold no card number.
 */
public final class Header {

  private final int rowNumber;
  private final List<HeaderField> fields;
  private final @Nullable OrderColumn[] columns;
  private final int fieldsMin;
  private final boolean reported;
  private final boolean correction;

  private Header(int rowNumber, List<HeaderField> fields) {
    this.rowNumber = rowNumber;
    this.fields = fields;
    this.columns = fields.stream().map(HeaderField::column).toArray(OrderColumn[]::new);
    this.fieldsMin = lastRequired() + 1;
    this.reported = fields.stream().anyMatch(field -> field.reportColumn() != null);
    this.correction = index(ReportColumn.BATCH_ID) >= 0 && index(ReportColumn.ROW_NUMBER) >= 0;
  }

  /**
   * Reads a header.
   *
   * @throws RefusedFileException if it is none, or not all required columns are in it once
   */
  public static Header of(TextRow row, int columnsMax) {
    refuseCardNumber(row);
    long columns = row.fields().stream().filter(f -> ReportColumn.named(f).isEmpty()).count();
    if (columns > columnsMax) {
      throw new RefusedFileException(
          RejectionCode.TOO_MANY_COLUMNS,
          Map.of("columns", Long.toString(columns), "columnsMax", Integer.toString(columnsMax)));
    }
    var header = new Header(row.number(), named(row.fields()));
    if (header.correction) {
      header = new Header(row.number(), named(Correction.unescaped(row.fields())));
    }
    header.refuseData();
    header.refuseRepeated();
    header.refuseAmbiguous();
    header.refuseMissing();
    return header;
  }

  /** The names of the client's columns, as the file has them and in its sequence. */
  public List<String> names() {
    return fields.stream()
        .filter(field -> field.reportColumn() == null)
        .map(HeaderField::name)
        .toList();
  }

  /** Whether the file is a report that was corrected: each row names its batch and number. */
  public boolean isCorrection() {
    return correction;
  }

  /** How many fields a row should have. */
  int width() {
    return columns.length;
  }

  /** The name by which errors call a column. */
  String canonicalName(int index) {
    return fields.get(index).canonicalName();
  }

  /** What a column means; null if it is none of ours. */
  @Nullable OrderColumn column(int index) {
    return columns[index];
  }

  /** The currency that the name of a column says its values are in; null if it says none. */
  @Nullable String currency(OrderColumn column) {
    for (HeaderField field : fields) {
      if (field.column() == column) {
        return field.comparable().currency();
      }
    }
    return null;
  }

  /** Where a column of our reports stands; negative if it does not. */
  int index(ReportColumn column) {
    for (HeaderField field : fields) {
      if (field.reportColumn() == column) {
        return field.position() - 1;
      }
    }
    return -1;
  }

  /** The fields of a row that stand in the client's columns, and those beyond the header. */
  List<String> own(List<String> row) {
    if (!reported) {
      return row;
    }
    List<String> own = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      if (i >= width() || fields.get(i).reportColumn() == null) {
        own.add(row.get(i));
      }
    }
    return own;
  }

  /**
   * Whether a row with so many fields can be read. Spreadsheets drop empty fields at the end of a
   * row, so fields may be missing there where none of them is required.
   */
  boolean fits(int fieldCount) {
    return fieldCount >= fieldsMin && fieldCount <= width();
  }

  private static List<HeaderField> named(List<String> names) {
    List<HeaderField> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(HeaderField.of(fields.size() + 1, name));
    }
    return List.copyOf(fields);
  }

  private int lastRequired() {
    for (int i = width() - 1; i >= 0; i--) {
      OrderColumn column = columns[i];
      if (column != null && column.required()) {
        return i;
      }
    }
    return -1;
  }

  private static void refuseCardNumber(TextRow row) {
    for (int i = 0; i < row.fields().size(); i++) {
      if (CardNumbers.in(row.fields().get(i))) {
        throw new RefusedFileException(
            RejectionCode.CARD_NUMBER_IN_HEADER,
            Map.of("row", Integer.toString(row.number()), "position", Integer.toString(i + 1)));
      }
    }
  }

  /** The values of a first row that is data may be personal: the refusal repeats none of them. */
  private void refuseData() {
    boolean names =
        fields.stream()
            .anyMatch(
                field ->
                    field.column() != null || AmbiguousName.of(field.comparable()).isPresent());
    if (!names) {
      throw new RefusedFileException(
          RejectionCode.NO_HEADER,
          Map.of("row", Integer.toString(rowNumber), "required", titles(requiredColumns())));
    }
  }

  private void refuseRepeated() {
    Map<String, HeaderField> seen = new HashMap<>();
    for (HeaderField field : fields) {
      HeaderField before =
          field.name().isEmpty() ? null : seen.putIfAbsent(field.identity(), field);
      if (before != null) {
        throw new RefusedFileException(
            RejectionCode.REPEATED_COLUMN,
            Map.of(
                "column", before.canonicalName(),
                "first", Integer.toString(before.position()),
                "firstName", before.shown(),
                "second", Integer.toString(field.position()),
                "secondName", field.shown()));
      }
    }
  }

  private void refuseAmbiguous() {
    for (HeaderField field : fields) {
      AmbiguousName ambiguous = AmbiguousName.of(field.comparable()).orElse(null);
      if (ambiguous != null && field.reportColumn() == null && ambiguous.doubtful(ours())) {
        throw new RefusedFileException(
            RejectionCode.AMBIGUOUS_COLUMN,
            Map.of(
                "column", field.shown(),
                "position", Integer.toString(field.position()),
                "candidates", ambiguous.titles()));
      }
    }
  }

  private Stream<OrderColumn> ours() {
    return fields.stream().map(HeaderField::column).filter(Objects::nonNull);
  }

  private void refuseMissing() {
    List<OrderColumn> missing = new ArrayList<>(requiredColumns());
    ours().forEach(missing::remove);
    if (!missing.isEmpty()) {
      String found = fields.stream().map(HeaderField::shown).collect(joining(", "));
      throw new RefusedFileException(
          RejectionCode.MISSING_COLUMNS, Map.of("missing", titles(missing), "found", found));
    }
  }

  private static List<OrderColumn> requiredColumns() {
    return Arrays.stream(OrderColumn.values()).filter(OrderColumn::required).toList();
  }

  private static String titles(List<OrderColumn> columns) {
    return columns.stream().map(OrderColumn::title).collect(joining(", "));
  }
}
