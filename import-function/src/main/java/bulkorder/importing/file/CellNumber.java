package bulkorder.importing.file;

import bulkorder.ledger.CardNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Numbers of a workbook's cells, as they are shown: a workbook keeps 15 digits of any number. */
final class CellNumber {

  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
  private static final BigDecimal FIRST_INEXACT = BigDecimal.TEN.pow(15);
  private static final int CHARS_MAX = 40;
  private static final int EXPONENT_MAX = 400;

  /** The first day after the one of 1900 that was none, 1900-02-29. */
  private static final int FIRST_RIGHT_DAY = 61;

  /** The day after 9999-12-31. */
  private static final BigDecimal DAYS_END = BigDecimal.valueOf(2_958_466);

  private static final LocalDate DAY_0_OF_1900 = LocalDate.of(1899, 12, 30);
  private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);
  private static final int SECONDS_OF_A_DAY = 86_400;

  private CellNumber() {}

  /**
   * The number as a person would type it. What is no number stays as it is.
   *
   * @return empty if the workbook may have lost digits of it, and it is no card number either
   */
  static Optional<String> plain(String raw) {
    Optional<BigDecimal> number = number(raw);
    if (number.isEmpty()) {
      return Optional.of(raw);
    }
    if (number.get().abs().compareTo(FIRST_INEXACT) >= 0) {
      return Optional.of(number.get().toPlainString()).filter(CardNumbers::in);
    }
    BigDecimal shown = number.get().round(SHOWN);
    return Optional.of(shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString());
  }

  /** The date, the time or both that a number stands for; what stands for none stays as it is. */
  static String date(String raw, boolean since1904) {
    return number(raw)
        .filter(days -> days.signum() >= 0 && days.compareTo(DAYS_END) < 0)
        .map(days -> shown(seconds(days), since1904))
        .orElse(raw);
  }

  private static long seconds(BigDecimal days) {
    return days.multiply(BigDecimal.valueOf(SECONDS_OF_A_DAY))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static String shown(long seconds, boolean since1904) {
    int day = (int) (seconds / SECONDS_OF_A_DAY);
    LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_OF_A_DAY);
    if (day == 0) {
      return time.format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
    LocalDate date = since1904 ? DAY_0_OF_1904.plusDays(day) : day(day);
    return time.equals(LocalTime.MIDNIGHT)
        ? date.toString()
        : date + " " + time.format(DateTimeFormatter.ISO_LOCAL_TIME);
  }

  private static LocalDate day(int day) {
    return DAY_0_OF_1900.plusDays(day < FIRST_RIGHT_DAY ? day + 1 : day);
  }

  private static Optional<BigDecimal> number(String raw) {
    if (raw.length() > CHARS_MAX) {
      return Optional.empty();
    }
    try {
      var number = new BigDecimal(raw);
      return Optional.of(number).filter(n -> Math.abs((long) n.scale()) <= EXPONENT_MAX);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
