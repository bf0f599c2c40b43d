package bulkorder.importing.file;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.row.RefusedFileException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Looks for card numbers in a file whose rows cannot be read, or not all of them. Nothing is known
 * of such a file, so that what is found are numbers of ASCII digits between marks that end a field;
 * in what is packed, gzip apart, there are none.
 */
public final class CardScan {

  private static final String FIELD_ENDS = ",;\t|\"\r\n";
  private static final int FIELD_CHARS_MAX = 4096;

  /** More than a card number with all its separators has. */
  private static final int OVERLAP_CHARS = 80;

  private CardScan() {}

  /**
   * Whether there is a card number in a file. A file that breaks off, or holds more than it may, is
   * looked through up to there.
   *
   * @throws IOException if it cannot be read now
   */
  public static boolean in(BoundedBytes file, FileLimits limits) throws IOException {
    try {
      return in(reader(file, limits));
    } catch (RefusedFileException atItsEnd) {
      return false;
    }
  }

  private static Reader reader(BoundedBytes file, FileLimits limits) throws IOException {
    var bytes = new BufferedInputStream(file);
    boolean gzip = FileFormat.of(FileInspection.head(bytes)).orElse(null) == FileFormat.GZIP;
    InputStream unpacked = gzip ? new UnpackedBytes(bytes, limits) : bytes;
    return new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.ISO_8859_1));
  }

  private static boolean in(Reader text) throws IOException {
    var field = new StringBuilder();
    for (int c = text.read(); c >= 0; c = text.read()) {
      boolean end = FIELD_ENDS.indexOf(c) >= 0;
      if (!end) {
        field.append((char) c);
      }
      if (end || field.length() == FIELD_CHARS_MAX) {
        if (CardNumbers.in(field.toString())) {
          return true;
        }
        field.delete(0, field.length() - (end ? 0 : OVERLAP_CHARS));
      }
    }
    return CardNumbers.in(field.toString());
  }
}
