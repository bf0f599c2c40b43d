package bulkorder.ledger;

import java.util.List;

/**
 * Finds numbers of payment cards: 14 to 19 digits, also in groups with a space or dash between
 * them, with an issuer's prefix and a right check digit (Luhn). Product codes of 13 digits (JAN)
 * are none.
 */
public final class CardNumbers {

  private static final int DIGITS_MIN = 14;
  private static final int DIGITS_MAX = 19;

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

  private static final List<Issuer> ISSUERS =
      List.of(
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
          new Issuer(670000, 679999, 16, 19)); // Maestro

  private CardNumbers() {}

  /** Whether a text has a card number anywhere in it. */
  public static boolean in(String text) {
    return text.length() >= DIGITS_MIN && digits(text) >= DIGITS_MIN && search(text);
  }

  /** The text, or a mask in its place if it has a card number. */
  public static String masked(String text) {
    return in(text) ? "***" : text;
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (digit(text.charAt(i)) >= 0) {
        digits++;
      }
    }
    return digits;
  }

  private static boolean search(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (groupBegins(text, i) && cardBegins(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the groups of digits from here on make up a card number where one of them ends. */
  private static boolean cardBegins(String text, int from) {
    byte[] number = new byte[DIGITS_MAX];
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0 && !separates(text, i)) {
        return false;
      }
      if (digit >= 0) {
        if (length == DIGITS_MAX) {
          return false;
        }
        number[length++] = (byte) digit;
        if (groupEnds(text, i) && isCard(number, length)) {
          return true;
        }
      }
    }
    return false;
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

  private static boolean groupBegins(String text, int index) {
    return digit(text.charAt(index)) >= 0 && (index == 0 || digit(text.charAt(index - 1)) < 0);
  }

  private static boolean groupEnds(String text, int index) {
    return index + 1 == text.length() || digit(text.charAt(index + 1)) < 0;
  }

  /** Whether one space or dash stands here with a digit after it. */
  private static boolean separates(String text, int index) {
    char c = text.charAt(index);
    boolean separator =
        Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION;
    return separator && index + 1 < text.length() && digit(text.charAt(index + 1)) >= 0;
  }

  /** The value of a decimal digit of any script, full-width ones included; else negative. */
  private static int digit(char c) {
    return c < 128 ? (c >= '0' && c <= '9' ? c - '0' : -1) : Character.digit(c, 10);
  }
}
