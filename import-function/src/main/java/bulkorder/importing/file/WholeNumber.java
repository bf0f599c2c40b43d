package bulkorder.importing.file;

import org.jspecify.annotations.Nullable;

/** The numbers by which the parts of a workbook refer to each other. */
final class WholeNumber {

  private static final int DIGITS_MAX = 9;

  private WholeNumber() {}

  /** The number that a text of ASCII digits is, or -1 if it is none. */
  static int of(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > DIGITS_MAX) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
