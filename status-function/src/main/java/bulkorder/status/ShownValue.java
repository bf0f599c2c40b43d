package bulkorder.status;

import bulkorder.ledger.CardNumbers;

/**
 * A caller's own value as it is repeated to the caller: short, without anything invisible, and
 * never a card number.
 */
final class ShownValue {

  static final int CHARS_MAX = 100;

  private ShownValue() {}

  static String of(String value) {
    return visible(CardNumbers.masked(value));
  }

  private static String visible(String value) {
    var shown = new StringBuilder();
    value
        .codePoints()
        .limit(CHARS_MAX)
        .forEach(
            c -> {
              if (isVisible(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append("\\u%04x".formatted(c));
              }
            });
    return value.codePointCount(0, value.length()) > CHARS_MAX ? shown + "…" : shown.toString();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
