package bulkorder.importing.file;

import java.math.BigDecimal;

/** Numbers of formats that know numbers, as a person writes them. */
final class PlainNumber {

  private static final int EXPONENT_MAX = 400;

  private PlainNumber() {}

  /**
   * A number without exponent, otherwise to the letter; one that would become absurdly long stays
   * as it is.
   */
  static String of(String number) {
    if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return number;
    }
    try {
      BigDecimal value = new BigDecimal(number);
      return Math.abs((long) value.scale()) > EXPONENT_MAX ? number : value.toPlainString();
    } catch (NumberFormatException exponentOfMoreThanAnInt) {
      return number;
    }
  }
}
