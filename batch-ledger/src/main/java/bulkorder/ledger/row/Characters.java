package bulkorder.ledger.row;

/**
 * Characters that no value may have: they break mails, reports and the ledger, or show another text
 * than there is. Control characters, marks of writing direction, spaces without width, line
 * separators, and lone surrogates. Joiners and variation selectors are parts of emoji and of
 * variants of kanji, and may stand.
 */
final class Characters {

  private static final char REPLACEMENT = '\ufffd';

  private Characters() {}

  /**
   * Whether a text is free of such characters.
   *
   * @param column whose traits say if line breaks count
   */
  static boolean printable(String text, OrderColumn column) {
    for (int i = 0; i < text.length(); i++) {
      if (refused(text, i) && !(lineBreak(text.charAt(i)) && column.lineBreaks())) {
        return false;
      }
    }
    return true;
  }

  /** The text with a sign in the place of each such character. */
  static String shown(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      if (refused(text, i)) {
        shown = shown == null ? new StringBuilder(text) : shown;
        shown.setCharAt(i, REPLACEMENT);
      }
    }
    return shown == null ? text : shown.toString();
  }

  /** The text without such characters. */
  static String without(String text) {
    var kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!refused(text, i)) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  private static boolean refused(String text, int index) {
    char c = text.charAt(index);
    if (c < '\u2000') {
      return Character.isISOControl(c) || c == '\u061c';
    }
    if (c >= '\u2070' && c < Character.MIN_SURROGATE) {
      return false;
    }
    return Character.isSurrogate(c) ? lone(text, index) : invisible(c);
  }

  private static boolean invisible(char c) {
    return switch (c) {
      case '\u200b', '\u200e', '\u200f', '\u2028', '\u2029', '\u2060', '\ufeff', '\uffff' -> true;
      default -> (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    };
  }

  private static boolean lone(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
        : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }

  private static boolean lineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
