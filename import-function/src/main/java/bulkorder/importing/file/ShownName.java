package bulkorder.importing.file;

import bulkorder.ledger.CardNumbers;

/** Names from a file or an upload, fit to be repeated in a refusal. */
final class ShownName {

  private static final int CHARS_MAX = 40;

  private ShownName() {}

  /** The name in one line, shortened, and without what looks like a card number. */
  static String of(String name) {
    if (CardNumbers.in(name)) {
      return CardNumbers.MASK;
    }
    String shown = name.replaceAll("\\p{C}", "\ufffd");
    return shown.codePointCount(0, shown.length()) <= CHARS_MAX
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, CHARS_MAX)) + "…";
  }
}
