package bulkorder.importing.row;

import bulkorder.importing.file.TextRow;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RowErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one row by column: trimmed, neither empty nor too long, printable, and no card
 * numbers. What is not so is an error of the row, and not here.
 */
final class RowValues {

  private final Map<OrderColumn, String> values = new EnumMap<>(OrderColumn.class);

  /** Takes the fields of a row that fits the header. */
  static RowValues of(TextRow row, Header header, RowErrors errors) {
    var values = new RowValues();
    for (int i = 0; i < header.width(); i++) {
      String text = i < row.fields().size() ? Whitespace.trim(row.fields().get(i)) : "";
      Optional<OrderColumn> column = header.column(i);
      if (CardNumbers.in(text)) {
        errors.addCardNumber(header.name(i));
      } else if (column.isPresent()) {
        values.take(column.get(), text, errors);
      }
    }
    return values;
  }

  /** The value of a column, if the row has a good one. */
  @Nullable String get(OrderColumn column) {
    return values.get(column);
  }

  /**
   * The value of a column, or what holds where the row has none.
   *
   * @param otherwise what holds then
   */
  String getOr(OrderColumn column, String otherwise) {
    return values.getOrDefault(column, otherwise);
  }

  private void take(OrderColumn column, String text, RowErrors errors) {
    if (text.isEmpty()) {
      if (column.required()) {
        errors.add(column, RowErrorCode.REQUIRED, "");
      }
    } else if (!Characters.printable(text, column)) {
      errors.add(column, RowErrorCode.CONTROL_CHARACTER, text);
    } else if (tooLong(text, column.charsMax())) {
      errors.add(column, RowErrorCode.TOO_LONG, text, Integer.toString(column.charsMax()));
    } else {
      values.put(column, text);
    }
  }

  private static boolean tooLong(String text, int charsMax) {
    return text.length() > charsMax && text.codePointCount(0, text.length()) > charsMax;
  }
}
