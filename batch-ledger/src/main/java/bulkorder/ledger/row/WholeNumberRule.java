package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers within bounds: digits of any width, with separators of thousands where they stand
 * right. A currency sign, an exponent, or decimals, even if they are zeros, make it none.
 */
final class WholeNumberRule {

  private static final int DIGITS_MAX = 9;

  private final int min;
  private final int max;

  WholeNumberRule(int min, int max) {
    this.min = min;
    this.max = max;
  }

  /** The number that a text is, or null, and an error, if it is none within the bounds. */
  @Nullable Integer read(OrderColumn column, @Nullable String text, RowErrors errors) {
    if (text == null) {
      return null;
    }
    if (shortDigits(text)) {
      return within(column, text, Integer.parseInt(text), errors);
    }
    WrittenNumber number = WrittenNumber.parse(text);
    if (number == null || number.currency() != null || number.value().scale() > 0) {
      errors.suggest(column, RowErrorCode.NOT_A_WHOLE_NUMBER, text, null, suggestion(number));
      return null;
    }
    BigDecimal value = number.value();
    return within(
        column,
        text,
        value.precision() > DIGITS_MAX ? Integer.MIN_VALUE : value.intValue(),
        errors);
  }

  /** The number that a text is, or null if it is none within the bounds. */
  @Nullable Integer parse(String text) {
    WrittenNumber number = WrittenNumber.parse(text);
    if (number == null
        || number.currency() != null
        || number.value().scale() > 0
        || number.value().precision() > DIGITS_MAX) {
      return null;
    }
    int value = number.value().intValue();
    return value >= min && value <= max ? value : null;
  }

  private static boolean shortDigits(String text) {
    return text.length() <= DIGITS_MAX && WrittenNumber.digitsAlone(text, 0, text.length());
  }

  private @Nullable Integer within(OrderColumn column, String text, int value, RowErrors errors) {
    if (value >= min && value <= max) {
      return value;
    }
    errors.add(column, RowErrorCode.OUT_OF_RANGE, text, min + "–" + max);
    return null;
  }

  private @Nullable String suggestion(@Nullable WrittenNumber number) {
    if (number == null || number.currency() != null || !DecimalRule.holds(number.value())) {
      return null;
    }
    String whole = number.value().stripTrailingZeros().toPlainString();
    return parse(whole) == null ? null : whole;
  }
}
