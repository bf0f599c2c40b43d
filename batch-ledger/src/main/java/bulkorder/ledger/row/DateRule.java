package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates that are in the calendar, and in the ledger's range. */
final class DateRule {

  private static final String FORM = "YYYY-MM-DD";
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

  private DateRule() {}

  /** The date that a text is, or null, and an error, if it is none. */
  static @Nullable LocalDate read(OrderColumn column, @Nullable String text, RowErrors errors) {
    if (text == null) {
      return null;
    }
    LocalDate date = WrittenDate.parse(text);
    if (date == null) {
      errors.suggest(column, RowErrorCode.NOT_A_DATE, text, FORM, withoutTime(text));
      return null;
    }
    if (!inRange(date)) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, FIRST + "–" + LAST);
      return null;
    }
    return date;
  }

  private static boolean inRange(LocalDate date) {
    return !date.isBefore(FIRST) && !date.isAfter(LAST);
  }

  /** Exports often have a time behind the date: {@code 2026-11-20T00:00:00}. */
  private static @Nullable String withoutTime(String text) {
    int end = Math.max(text.indexOf(' '), text.indexOf('T'));
    LocalDate date = end < 0 ? null : WrittenDate.parse(text.substring(0, end));
    return date == null || !inRange(date) ? null : date.toString();
  }
}
