package bulkorder.importing.row;

import bulkorder.ledger.RowErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers above zero, written with ASCII digits and at most one point between digits:
 * {@code 1e9}, {@code +1}, {@code .5} and {@code 1,000} are none. At most 15 digits before the
 * point and 4 after it, which is what the ledger holds.
 */
final class DecimalRule {

  private static final int WHOLE_DIGITS_MAX = 15;
  private static final int DECIMALS_MAX = 4;
  private static final String BOUNDS = "0.0001–999999999999999.9999";

  private DecimalRule() {}

  /** The number that a text is, or null, and an error, if it is none. */
  static @Nullable BigDecimal read(OrderColumn column, @Nullable String text, RowErrors errors) {
    if (text == null) {
      return null;
    }
    if (!isDecimal(text)) {
      errors.add(column, RowErrorCode.NOT_A_NUMBER, text);
      return null;
    }
    if (text.startsWith("-") || wholeDigits(text) > WHOLE_DIGITS_MAX) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, BOUNDS);
      return null;
    }
    return bounded(column, text, errors);
  }

  private static @Nullable BigDecimal bounded(OrderColumn column, String text, RowErrors errors) {
    var number = new BigDecimal(text);
    if (number.signum() == 0) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, BOUNDS);
      return null;
    }
    if (number.stripTrailingZeros().scale() > DECIMALS_MAX) {
      errors.add(column, RowErrorCode.TOO_MANY_DECIMALS, text, Integer.toString(DECIMALS_MAX));
      return null;
    }
    return number;
  }

  private static boolean isDecimal(String text) {
    String unsigned = text.startsWith("-") ? text.substring(1) : text;
    int point = unsigned.indexOf('.');
    return point < 0
        ? WholeNumberRule.digitsAlone(unsigned, 0)
        : WholeNumberRule.digitsAlone(unsigned.substring(0, point), 0)
            && WholeNumberRule.digitsAlone(unsigned, point + 1);
  }

  private static int wholeDigits(String decimal) {
    int point = decimal.indexOf('.');
    return WholeNumberRule.withoutLeadingZeros(point < 0 ? decimal : decimal.substring(0, point))
        .length();
  }
}
