package bulkorder.status;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a page ended, in a form that callers only hand back. */
public final class Cursor {

  private static final int CHARS_MAX = 96;
  private static final Pattern ROW_NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private Cursor() {}

  /** The cursor of a page that ended there. */
  public static String of(Object position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.toString().getBytes(StandardCharsets.US_ASCII));
  }

  static Optional<String> read(String cursor) {
    if (cursor.length() > CHARS_MAX) {
      return Optional.empty();
    }
    try {
      byte[] position = Base64.getUrlDecoder().decode(cursor);
      return Optional.of(new String(position, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The row number that a position is, if it is one. */
  static Optional<Integer> rowNumber(String position) {
    return ROW_NUMBER.matcher(position).matches()
        ? Optional.of(Integer.valueOf(position))
        : Optional.empty();
  }
}
