package bulkorder.ledger.row;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it: digits of any width, at most one point between digits, separators of
 * thousands where all of them stand right, a minus sign (also ▲ and △), and one currency sign or
 * code before or behind it. Exponents, plus signs, decimal commas and digits of other scripts make
 * it no number.
 *
 * @param currency of the sign, as an ISO 4217 code; null if there is no sign
 */
record WrittenNumber(BigDecimal value, @Nullable String currency) {

  private static final int CODE_CHARS = 3;
  private static final int GROUP_DIGITS = 3;

  /** The number that a text is, or null if it is none. */
  static @Nullable WrittenNumber parse(String text) {
    if (plain(text)) {
      return new WrittenNumber(new BigDecimal(text), null);
    }
    return new Reading(HalfWidth.of(text)).number();
  }

  /** Whether all characters from an index on are ASCII digits, at least one. */
  static boolean digitsAlone(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < to;
  }

  private static boolean plain(String text) {
    int point = text.indexOf('.');
    return point < 0
        ? digitsAlone(text, 0, text.length())
        : digitsAlone(text, 0, point) && digitsAlone(text, point + 1, text.length());
  }

  /** Takes signs off the ends of a text until a plain number is left. */
  private static final class Reading {

    private String rest;
    private boolean negative;
    private @Nullable String currency;

    Reading(String halfWidth) {
      this.rest = halfWidth;
    }

    @Nullable WrittenNumber number() {
      while (minusTaken() || leadingSignTaken()) {
        rest = rest.stripLeading();
      }
      if (currency == null && trailingSignTaken()) {
        rest = rest.stripTrailing();
      }
      String digits = grouped(rest) ? rest.replace(",", "") : rest;
      if (!plain(digits)) {
        return null;
      }
      var value = new BigDecimal(digits);
      return new WrittenNumber(negative ? value.negate() : value, currency);
    }

    private boolean minusTaken() {
      if (negative || rest.isEmpty() || "-▲△".indexOf(rest.charAt(0)) < 0) {
        return false;
      }
      negative = true;
      rest = rest.substring(1);
      return true;
    }

    private boolean leadingSignTaken() {
      if (currency != null || rest.isEmpty()) {
        return false;
      }
      int chars = Character.isLetter(rest.charAt(0)) ? CODE_CHARS : 1;
      if (rest.length() > chars) {
        currency = leading(rest.substring(0, chars));
      }
      if (currency != null) {
        rest = rest.substring(chars);
      }
      return currency != null;
    }

    /** In windows-31j the byte of the yen sign is the one that is a backslash elsewhere. */
    private static @Nullable String leading(String sign) {
      return switch (sign) {
        case "¥", "\\" -> "JPY";
        case "$" -> "USD";
        case "円" -> null;
        default -> CurrencyName.code(sign);
      };
    }

    private boolean trailingSignTaken() {
      int chars = rest.endsWith("円") ? 1 : CODE_CHARS;
      if (rest.length() > chars) {
        currency = CurrencyName.code(rest.substring(rest.length() - chars));
      }
      if (currency != null) {
        rest = rest.substring(0, rest.length() - chars);
      }
      return currency != null;
    }

    /**
     * Whether there are separators of thousands, one to three digits first and then by threes. A
     * zero alone before the first one makes it a decimal comma: {@code 0,500} is half of one.
     */
    private static boolean grouped(String text) {
      int point = text.indexOf('.');
      int to = point < 0 ? text.length() : point;
      int from = text.indexOf(',');
      if (from < 1 || from > GROUP_DIGITS || text.startsWith("0,") || text.indexOf(',', to) >= 0) {
        return false;
      }
      for (int i = from; i < to; i += GROUP_DIGITS + 1) {
        boolean group =
            text.charAt(i) == ','
                && i + GROUP_DIGITS < to
                && digitsAlone(text, i + 1, i + 1 + GROUP_DIGITS);
        if (!group) {
          return false;
        }
      }
      return true;
    }
  }
}
