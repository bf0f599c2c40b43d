package bulkorder.ledger.row;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import org.jspecify.annotations.Nullable;

/**
 * Dates as people write them, the year first and in full: {@code 2026-11-20}, {@code 2026/1/5},
 * {@code 2026.11.20}, {@code 20261120}, {@code 2026年11月20日}, and with the years of an era {@code
 * 令和8年11月20日}, {@code 令和元年5月1日}, {@code R8.11.20}. What could be read in two ways, such as {@code
 * 11/20/2026} or {@code 20/11/26}, is none.
 */
final class WrittenDate {

  private static final int COMPACT_CHARS = 8;
  private static final int YEAR_DIGITS = 4;

  private record Era(String name, JapaneseEra era) {}

  private static final Era[] ERAS = {
    new Era("令和", JapaneseEra.REIWA),
    new Era("㋿", JapaneseEra.REIWA),
    new Era("R", JapaneseEra.REIWA),
    new Era("平成", JapaneseEra.HEISEI),
    new Era("㍻", JapaneseEra.HEISEI),
    new Era("H", JapaneseEra.HEISEI),
    new Era("昭和", JapaneseEra.SHOWA),
    new Era("㍼", JapaneseEra.SHOWA),
    new Era("S", JapaneseEra.SHOWA)
  };

  private final String text;
  private int at;

  private WrittenDate(String text) {
    this.text = text;
  }

  /** The date that a text is, or null if it is none of the calendar. */
  static @Nullable LocalDate parse(String text) {
    try {
      return new WrittenDate(HalfWidth.of(text)).date();
    } catch (DateTimeException notInTheCalendar) {
      return null;
    }
  }

  private @Nullable LocalDate date() {
    if (text.length() == COMPACT_CHARS && WrittenNumber.digitsAlone(text, 0, COMPACT_CHARS)) {
      return LocalDate.of(number(YEAR_DIGITS), number(2), number(2));
    }
    JapaneseEra era = era();
    int year = era == null ? year() : yearOfEra();
    char separator = take("-/.年");
    int month = number(2);
    boolean separated = take(separator == '年' ? "月" : String.valueOf(separator)) != 0;
    int day = number(2);
    boolean ended = separator != '年' || take("日") != 0;
    if (year < 0 || separator == 0 || !separated || !ended || at < text.length()) {
      return null;
    }
    return era == null
        ? LocalDate.of(year, month, day)
        : LocalDate.from(JapaneseDate.of(era, year, month, day));
  }

  private @Nullable JapaneseEra era() {
    if (!text.isEmpty() && text.charAt(0) <= '9') {
      return null;
    }
    for (Era era : ERAS) {
      if (text.regionMatches(true, 0, era.name(), 0, era.name().length())) {
        at = era.name().length();
        return era.era();
      }
    }
    return null;
  }

  private int year() {
    int year = number(YEAR_DIGITS);
    return at == YEAR_DIGITS ? year : -1;
  }

  private int yearOfEra() {
    return take("元") != 0 ? 1 : number(2);
  }

  /** The digits from here on as a number, at most so many; 0 if there are none. */
  private int number(int digitsMax) {
    int number = 0;
    int end = Math.min(at + digitsMax, text.length());
    while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = number * 10 + text.charAt(at++) - '0';
    }
    return number;
  }

  /** The character that stands here if it is one of these, and is passed then; else 0. */
  private char take(String oneOf) {
    if (at == text.length() || oneOf.indexOf(text.charAt(at)) < 0) {
      return 0;
    }
    return text.charAt(at++);
  }
}
