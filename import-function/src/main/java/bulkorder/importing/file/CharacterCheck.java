package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.util.Map;

/** Refuses what an escape can say although no text has it: NUL, and half a character. */
final class CharacterCheck {

  private CharacterCheck() {}

  /**
   * Looks through a text.
   *
   * @throws RefusedFileException if a part of it is no character
   */
  static void refuse(String text, int rowNumber, int columnNumber) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean whole = Character.isHighSurrogate(c) && i + 1 < text.length();
      if (whole && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw new RefusedFileException(
            RejectionCode.NOT_A_CHARACTER,
            Map.of(
                "row", Integer.toString(rowNumber),
                "columnNumber", Integer.toString(columnNumber)));
      }
    }
  }
}
