package bulkorder.ledger.row;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of one row as they are found. Values are made fit to be shown here, and only here. */
final class RowErrors {

  private final List<RowError> errors = new ArrayList<>(0);

  /** Adds an error of a column's value. */
  void add(OrderColumn column, RowErrorCode code, String value) {
    add(column, code, value, null);
  }

  /**
   * Adds an error of a column's value.
   *
   * @param expected the one value that was expected, or its bounds
   */
  void add(OrderColumn column, RowErrorCode code, String value, @Nullable String expected) {
    suggest(column, code, value, expected, null);
  }

  /**
   * Adds an error of a column's value with a value that would be right.
   *
   * @param suggestion null if none can be said; fit to be shown
   */
  void suggest(
      OrderColumn column,
      RowErrorCode code,
      String value,
      @Nullable String expected,
      @Nullable String suggestion) {
    errors.add(new RowError(column.title(), code, shown(column, value), expected, suggestion));
  }

  /** Adds that there is an error of a spreadsheet in the place of a value; it names no person. */
  void addSpreadsheetError(OrderColumn column, String text) {
    errors.add(new RowError(column.title(), RowErrorCode.SPREADSHEET_ERROR, text));
  }

  /** Adds that the row has not as many fields as the header. */
  void addFieldCount(int fields, int expected) {
    errors.add(
        new RowError(
            null, RowErrorCode.FIELD_COUNT, Integer.toString(fields), Integer.toString(expected)));
  }

  /**
   * Adds that there is a card number; no part of the value is repeated.
   *
   * @param column null where the row has not the header's columns
   */
  void addCardNumber(@Nullable String column) {
    errors.add(new RowError(column, RowErrorCode.CARD_NUMBER, CardNumbers.MASK));
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  List<RowError> list() {
    return errors;
  }

  /** As much of a personal value as lets its writer know it again: its first character. */
  static String masked(String value) {
    return Characters.shown(value.substring(0, value.offsetByCodePoints(0, 1))) + CardNumbers.MASK;
  }

  private static String shown(OrderColumn column, String value) {
    return column.masked() && !value.isEmpty() ? masked(value) : Characters.shown(value);
  }
}
