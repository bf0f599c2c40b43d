package bulkorder.importing.row;

/** Characters that no value may have: they break mails, reports and the ledger. */
final class Characters {

  private static final char REPLACEMENT = '\ufffd';

  private Characters() {}

  /**
   * Whether a text is free of control characters and lone surrogates.
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

  /** The text with a sign in the place of each character that cannot be shown. */
  static String shown(String text) {
    var shown = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (refused(text, i)) {
        shown.setCharAt(i, REPLACEMENT);
      }
    }
    return shown.toString();
  }

  private static boolean refused(String text, int index) {
    char c = text.charAt(index);
    return Character.isISOControl(c) || (Character.isSurrogate(c) && lone(text, index));
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
