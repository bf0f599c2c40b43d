package bulkorder.ledger.row;

/**
 * Full-width characters of Japanese keyboards as the ASCII characters that they stand for. Names
 * and other free text are never changed; see FILES.md for where which form is taken.
 */
final class HalfWidth {

  private static final int FULL_WIDTH_OFFSET = 0xfee0;
  private static final String CODE_SIGNS = "－＿．／＃";

  private HalfWidth() {}

  /**
   * The text with all ASCII characters half-width, any dash as {@code -}, and any space as a space:
   * for numbers, dates, and names that are chosen from a list.
   */
  static String of(String text) {
    if (ascii(text)) {
      return text;
    }
    var half = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      half.setCharAt(i, half(text.charAt(i)));
    }
    return half.toString();
  }

  /** The text with half-width letters, digits and signs that codes have, and the rest as it is. */
  static String ofCode(String text) {
    if (ascii(text)) {
      return text;
    }
    var half = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (fullWidth(c) && (alphanumeric(ascii(c)) || CODE_SIGNS.indexOf(c) >= 0)) {
        half.setCharAt(i, ascii(c));
      }
    }
    return half.toString();
  }

  /** Whether all characters are ASCII. */
  static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static char half(char c) {
    if (c < 128) {
      return c;
    }
    if (fullWidth(c)) {
      return ascii(c);
    }
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    return switch (c) {
      case '￥' -> '¥';
      case '−', 'ー', 'ｰ' -> '-';
      default -> Character.getType(c) == Character.DASH_PUNCTUATION ? '-' : c;
    };
  }

  private static boolean fullWidth(char c) {
    return c >= '！' && c <= '～';
  }

  private static char ascii(char fullWidth) {
    return (char) (fullWidth - FULL_WIDTH_OFFSET);
  }

  private static boolean alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
