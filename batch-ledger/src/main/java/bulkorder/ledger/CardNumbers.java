package bulkorder.ledger;

import java.util.regex.Pattern;

/**
 * Finds numbers of payment cards: 14 to 19 digits with an issuer's prefix and a right check digit
 * (Luhn), in one piece or in groups with up to three separators between them (a dash between
 * spaces): white space, dashes, dots, commas, slashes and underscores. Characters that cannot be
 * seen are passed over. Full-width digits and those of other scripts count.
 *
 * <p>A group of digits counts as a whole: nothing is found inside a longer one, and none has more
 * than 19. Product codes of 13 digits (JAN) are never part of a card number; one of 14 digits
 * (GTIN-14) that has a prefix of Diners Club and a right Luhn digit is taken for a card, which no
 * code of a Japanese company is. References that begin with a date (20261120-…) have no issuer's
 * prefix. A UUID (RFC 9562) with letters in it is none either: of those, one in 4,000 would look
 * like one.
 */
public final class CardNumbers {

  /** What stands in the place of a card number, and of all that is not to be repeated. */
  public static final String MASK = "***";

  private static final int DIGITS_MIN = 14;
  private static final int DIGITS_MAX = 19;
  private static final int SEPARATORS_MAX = 3;
  private static final int JAN_DIGITS = 13;

  /** Separators that are not known by their Unicode category. */
  private static final String SEPARATORS =
      ".,/\u00b7\u2212\u30fb\u30fc\uff0c\uff0e\uff0f\uff65\uff70~\uff5e|";

  /**
   * Numbers that an issuer gives out.
   *
   * @param from the first six digits of the lowest
   * @param to the first six digits of the highest
   */
  private record Issuer(int from, int to, int digitsMin, int digitsMax) {

    boolean issued(int firstSix, int digits) {
      return firstSix >= from && firstSix <= to && digits >= digitsMin && digits <= digitsMax;
    }
  }

  private static final Issuer[] ISSUERS = {
    new Issuer(400000, 499999, 16, 19), // Visa
    new Issuer(510000, 559999, 16, 16), // Mastercard
    new Issuer(222100, 272099, 16, 16), // Mastercard
    new Issuer(340000, 349999, 15, 15), // American Express
    new Issuer(370000, 379999, 15, 15), // American Express
    new Issuer(300000, 305999, 14, 19), // Diners Club
    new Issuer(309500, 309599, 14, 19), // Diners Club
    new Issuer(360000, 369999, 14, 19), // Diners Club
    new Issuer(380000, 399999, 14, 19), // Diners Club
    new Issuer(352800, 358999, 16, 19), // JCB
    new Issuer(601100, 601199, 16, 19), // Discover
    new Issuer(644000, 659999, 16, 19), // Discover
    new Issuer(620000, 629999, 16, 19), // UnionPay
    new Issuer(810000, 817199, 16, 19), // UnionPay
    new Issuer(500000, 509999, 16, 19), // Maestro
    new Issuer(560000, 589999, 16, 19), // Maestro
    new Issuer(630000, 639999, 16, 19), // Maestro
    new Issuer(670000, 679999, 16, 19) // Maestro
  };

  private static final Pattern UUID =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?=[0-9-]*[A-Fa-f])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[1-8][0-9A-Fa-f]{3}"
              + "-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])");

  private static final String NO_DIGITS = "x".repeat(36);

  private CardNumbers() {}

  /** Whether a text has a card number anywhere in it. */
  public static boolean in(String text) {
    return enoughDigits(text) && nextFrom(withoutUuids(text), 0) >= 0;
  }

  /** The text with a mask in the place of each card number; the same text if there is none. */
  public static String masked(String text) {
    String looked = enoughDigits(text) ? withoutUuids(text) : NO_DIGITS;
    int from = nextFrom(looked, 0);
    if (from < 0) {
      return text;
    }
    var masked = new StringBuilder();
    int shown = 0;
    while (from >= 0) {
      masked.append(text, shown, from).append(MASK);
      shown = cardEnd(looked, from);
      from = nextFrom(looked, shown);
    }
    return masked.append(text, shown, text.length()).toString();
  }

  /** The text with other characters in the place of UUIDs, each at its own. */
  private static String withoutUuids(String text) {
    return UUID.matcher(text).replaceAll(NO_DIGITS);
  }

  /** Runs on every field of every file: most are too short, or have too few digits. */
  private static boolean enoughDigits(String text) {
    int length = text.length();
    int digits = 0;
    for (int i = 0; i < length && digits + length - i >= DIGITS_MIN; i++) {
      if (digit(text.charAt(i)) >= 0 && ++digits == DIGITS_MIN) {
        return true;
      }
    }
    return false;
  }

  private static int nextFrom(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (groupBegins(text, i) && cardEnd(text, i) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Where the longest card number ends that the groups from here on make up; else negative. */
  private static int cardEnd(String text, int from) {
    byte[] number = new byte[DIGITS_MAX];
    int length = 0;
    int end = -1;
    int group = from;
    while (group >= 0) {
      int groupEnd = groupEnd(text, group);
      if (length + groupEnd - group > DIGITS_MAX || isJan(text, group, groupEnd)) {
        return end;
      }
      for (int i = group; i < groupEnd; i++) {
        number[length++] = (byte) digit(text.charAt(i));
      }
      if (isCard(number, length)) {
        end = groupEnd;
      }
      group = nextGroup(text, groupEnd);
    }
    return end;
  }

  private static boolean groupBegins(String text, int index) {
    return digit(text.charAt(index)) >= 0 && (index == 0 || digit(text.charAt(index - 1)) < 0);
  }

  private static int groupEnd(String text, int from) {
    int end = from;
    while (end < text.length() && digit(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Where the next group begins if no more than separators stand before it; else negative. */
  private static int nextGroup(String text, int from) {
    int separators = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (digit(c) >= 0) {
        return i;
      }
      if (!invisible(c) && (!separates(c) || ++separators > SEPARATORS_MAX)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean invisible(char c) {
    int type = Character.getType(c);
    return type == Character.FORMAT || (type == Character.CONTROL && !Character.isWhitespace(c));
  }

  private static boolean separates(char c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0;
    };
  }

  /** Whether a group is a product code with a right check digit (ISO/IEC 15420, EAN-13). */
  private static boolean isJan(String text, int from, int to) {
    if (to - from != JAN_DIGITS) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < JAN_DIGITS; i++) {
      sum += digit(text.charAt(from + i)) * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }

  private static boolean isCard(byte[] number, int length) {
    return length >= DIGITS_MIN && issued(number, length) && checkDigitIsRight(number, length);
  }

  private static boolean issued(byte[] number, int length) {
    int firstSix = 0;
    for (int i = 0; i < 6; i++) {
      firstSix = firstSix * 10 + number[i];
    }
    for (Issuer issuer : ISSUERS) {
      if (issuer.issued(firstSix, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean checkDigitIsRight(byte[] number, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = number[length - 1 - i];
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  /** The value of a decimal digit of any script, full-width ones included; else negative. */
  private static int digit(char c) {
    if (c < 128) {
      return c >= '0' && c <= '9' ? c - '0' : -1;
    }
    return c >= '\u2000' && c < '\ua620' ? -1 : Character.digit(c, 10);
  }
}
