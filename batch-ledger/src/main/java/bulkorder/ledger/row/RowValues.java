package bulkorder.ledger.row;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RowErrorCode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one row by column: trimmed, neither empty nor too long, printable, and no card
 * numbers. What is not so is an error of the row, and not here.
 */
final class RowValues {

  /**
   * What Excel shows where a formula fails, and what the reader of workbooks gives for a formula
   * that was never worked out.
   */
  private static final Set<String> SPREADSHEET_ERRORS =
      Set.of(
          "#N/A",
          "#REF!",
          "#VALUE!",
          "#DIV/0!",
          "#NAME?",
          "#NULL!",
          "#NUM!",
          "#SPILL!",
          "#CALC!",
          "#GETTING_DATA",
          "#FIELD!",
          "#BLOCKED!",
          "#CONNECT!",
          "#UNKNOWN!",
          "#BUSY!",
          "#EXTERNAL!",
          "#PYTHON!",
          "#FORMULA!");

  private final Map<OrderColumn, String> values = new EnumMap<>(OrderColumn.class);
  private final Set<OrderColumn> written = EnumSet.noneOf(OrderColumn.class);
  private boolean cardNumberFound;

  /** Takes the fields of a row that fits the header. */
  static RowValues of(List<String> fields, Header header, RowErrors errors) {
    var values = new RowValues();
    for (int i = 0; i < header.width(); i++) {
      String text = i < fields.size() ? fields.get(i) : "";
      OrderColumn column = header.column(i);
      if (CardNumbers.in(text)) {
        values.refuse(column, header.canonicalName(i), errors);
      } else if (column != null) {
        values.take(column, Whitespace.trim(text), errors);
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

  /** Whether the row has nothing in a column, be it good or not. */
  boolean blank(OrderColumn column) {
    return !written.contains(column);
  }

  /** Whether one of the fields, also of a column that is not ours, has a card number. */
  boolean cardNumberFound() {
    return cardNumberFound;
  }

  private void refuse(@Nullable OrderColumn column, String name, RowErrors errors) {
    errors.addCardNumber(name);
    cardNumberFound = true;
    if (column != null) {
      written.add(column);
    }
  }

  private void take(OrderColumn column, String text, RowErrors errors) {
    if (text.isEmpty()) {
      if (column.required()) {
        errors.add(column, RowErrorCode.REQUIRED, "");
      }
      return;
    }
    written.add(column);
    if (good(column, text, errors)) {
      values.put(column, column.code() ? HalfWidth.ofCode(text) : text);
    }
  }

  private static boolean good(OrderColumn column, String text, RowErrors errors) {
    if (SPREADSHEET_ERRORS.contains(text)) {
      errors.addSpreadsheetError(column, text);
      return false;
    }
    boolean printable = Characters.printable(text, column);
    if (!printable) {
      errors.suggest(
          column, RowErrorCode.CONTROL_CHARACTER, text, null, withoutControls(column, text));
    }
    boolean tooLong = tooLong(text, column.charsMax());
    if (tooLong) {
      errors.add(column, RowErrorCode.TOO_LONG, text, Integer.toString(column.charsMax()));
    }
    return printable && !tooLong;
  }

  private static @Nullable String withoutControls(OrderColumn column, String text) {
    if (column.masked() || tooLong(text, column.charsMax())) {
      return null;
    }
    String without = Whitespace.trim(Characters.without(text));
    return without.isEmpty() ? null : without;
  }

  private static boolean tooLong(String text, int charsMax) {
    return text.length() > charsMax && text.codePointCount(0, text.length()) > charsMax;
  }
}
