package bulkorder.importing.row;

import bulkorder.ledger.RowErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers within bounds, in ASCII digits alone: no sign, separator, exponent, or digits of
 * other scripts.
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
    if (!digitsAlone(text, text.startsWith("-") ? 1 : 0)) {
      errors.add(column, RowErrorCode.NOT_A_WHOLE_NUMBER, text);
      return null;
    }
    if (!withinBounds(text)) {
      errors.add(column, RowErrorCode.OUT_OF_RANGE, text, min + "–" + max);
      return null;
    }
    return Integer.valueOf(text);
  }

  private boolean withinBounds(String digits) {
    String significant = withoutLeadingZeros(digits);
    if (significant.length() > DIGITS_MAX) {
      return false;
    }
    int number = Integer.parseInt(significant);
    return number >= min && number <= max;
  }

  /** Whether all characters from an index on are ASCII digits, at least one. */
  static boolean digitsAlone(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  /** The digits from the first that is no zero on; of zeros alone, the last. */
  static String withoutLeadingZeros(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }
}
