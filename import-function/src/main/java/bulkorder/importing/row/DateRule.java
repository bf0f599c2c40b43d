package bulkorder.importing.row;

import bulkorder.ledger.RowErrorCode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Dates as {@code 2026-11-20}, that are in the calendar. */
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
    LocalDate date = parse(text);
    if (date == null) {
      errors.add(column, RowErrorCode.NOT_A_DATE, text, FORM);
      return null;
    }
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, FIRST + "–" + LAST);
      return null;
    }
    return date;
  }

  private static @Nullable LocalDate parse(String text) {
    if (text.length() != FORM.length()) {
      return null;
    }
    try {
      return LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
    } catch (DateTimeParseException notADate) {
      return null;
    }
  }
}
