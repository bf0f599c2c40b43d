package bulkorder.ledger.row;

/** The white space that files have around their values, the ideographic space included. */
final class Whitespace {

  private Whitespace() {}

  /** The text without white space at its ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && white(text.charAt(from))) {
      from++;
    }
    while (from < to && white(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }
}
