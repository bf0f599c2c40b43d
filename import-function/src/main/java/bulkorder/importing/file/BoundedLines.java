package bulkorder.importing.file;

import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The lines of a text that are not blank, with any of the usual line ends, none of them too long.
 */
final class BoundedLines {

  private static final int BUFFER_CHARS = 64 * 1024;

  private final Reader text;
  private final FileLimits limits;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int position;
  private int limit;
  private char[] line = new char[1024];
  private int length;
  private int number;
  private boolean afterCarriageReturn;

  BoundedLines(Reader text, FileLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return false if there is none
   * @throws RefusedFileException if it is too long
   */
  boolean next() throws IOException {
    do {
      if (!read()) {
        return false;
      }
    } while (blank());
    return true;
  }

  /** The number of the present line; blank ones count. */
  int number() {
    return number;
  }

  /** Holds the present line until the next is asked for. */
  char[] chars() {
    return line;
  }

  /** How many of the chars are the line. */
  int length() {
    return length;
  }

  void close() throws IOException {
    text.close();
  }

  private boolean read() throws IOException {
    length = 0;
    number++;
    boolean any = false;
    while (position < limit || fill()) {
      char c = buffer[position++];
      boolean secondOfTwo = afterCarriageReturn && c == '\n';
      afterCarriageReturn = c == '\r';
      if (!secondOfTwo) {
        if (c == '\n' || c == '\r') {
          return true;
        }
        any = true;
        append(c);
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(text.read(buffer, 0, BUFFER_CHARS), 0);
    return limit > 0;
  }

  private void append(char c) {
    if (length == limits.lineCharsMax()) {
      throw limits.lineTooLong(number);
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(limits.lineCharsMax(), 2 * length));
    }
    line[length++] = c;
  }

  private boolean blank() {
    for (int i = 0; i < length; i++) {
      if (!Character.isWhitespace(line[i])) {
        return false;
      }
    }
    return true;
  }
}
