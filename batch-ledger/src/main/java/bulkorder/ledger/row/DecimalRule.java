package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers above zero with at most 15 digits before the point and 4 after it, which is what
 * the ledger holds.
 */
final class DecimalRule {

  private static final int WHOLE_DIGITS_MAX = 15;
  private static final int DECIMALS_MAX = 4;
  private static final String BOUNDS = "0.0001–999999999999999.9999";

  private DecimalRule() {}

  /** The number that a text is, whatever its size, or null, and an error, if it is none. */
  static @Nullable WrittenNumber read(OrderColumn column, @Nullable String text, RowErrors errors) {
    if (text == null) {
      return null;
    }
    WrittenNumber number = WrittenNumber.parse(text);
    if (number == null) {
      errors.add(column, RowErrorCode.NOT_A_NUMBER, text);
    } else if (number.value().signum() <= 0 || !holdsWhole(number.value())) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, BOUNDS);
    } else if (!holdsDecimals(number.value())) {
      errors.add(column, RowErrorCode.TOO_MANY_DECIMALS, text, Integer.toString(DECIMALS_MAX));
    }
    return number;
  }

  /** Whether a number, or its opposite, is one that the ledger holds. */
  static boolean holds(BigDecimal number) {
    return holdsWhole(number) && holdsDecimals(number);
  }

  private static boolean holdsWhole(BigDecimal number) {
    return number.precision() - number.scale() <= WHOLE_DIGITS_MAX;
  }

  private static boolean holdsDecimals(BigDecimal number) {
    return number.scale() <= DECIMALS_MAX || number.stripTrailingZeros().scale() <= DECIMALS_MAX;
  }
}
