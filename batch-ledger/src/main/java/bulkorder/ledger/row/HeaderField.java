package bulkorder.ledger.row;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column as a header names it.
 *
 * @param position in the file, from 1
 * @param name as the file has it, trimmed, without characters that cannot be seen
 * @param comparable what it is compared by
 * @param column null if it is none of ours
 * @param reportColumn null if it is none that a report adds
 */
record HeaderField(
    int position,
    String name,
    ColumnName comparable,
    @Nullable OrderColumn column,
    @Nullable ReportColumn reportColumn) {

  private static final int NAME_CHARS_MAX = 40;

  /** The column that a field of a header names. */
  static HeaderField of(int position, String field) {
    String name = Characters.without(Whitespace.trim(field));
    ColumnName comparable = ColumnName.of(name);
    ReportColumn reportColumn = ReportColumn.named(name).orElse(null);
    return new HeaderField(
        position,
        name,
        comparable,
        reportColumn == null ? OrderColumn.named(comparable).orElse(null) : null,
        reportColumn);
  }

  /** The name as a sentence shows it. */
  String shown() {
    return name.codePointCount(0, name.length()) <= NAME_CHARS_MAX
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_CHARS_MAX)) + "…";
  }

  /** The name that errors and refusals call the column by. */
  String canonicalName() {
    if (column != null) {
      return column.title();
    }
    return reportColumn != null ? reportColumn.title() : shown();
  }

  /** What two names of one column have in common; empty if the column has no name. */
  String identity() {
    if (column != null || reportColumn != null) {
      return canonicalName();
    }
    return comparable.key().isEmpty() ? name.toLowerCase(Locale.ROOT) : comparable.key();
  }
}
