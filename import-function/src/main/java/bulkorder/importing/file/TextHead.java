package bulkorder.importing.file;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;

/** The text of a file of which the beginning can be looked at before it is read. */
final class TextHead extends Reader {

  private final Reader text;
  private final char[] head;
  private final int length;
  private int position;
  private int linesSkipped;

  TextHead(Reader text, int charsMax) throws IOException {
    this.text = text;
    this.head = new char[charsMax];
    int filled = 0;
    int read = 0;
    // No reader is asked for one char alone, as a character may be two.
    while (read >= 0 && charsMax - filled >= 2) {
      read = text.read(head, filled, charsMax - filled);
      filled += Math.max(read, 0);
    }
    this.length = filled;
  }

  /** What the text begins with from here on. */
  CharSequence head() {
    return CharBuffer.wrap(head, position, length - position);
  }

  /** Leaves out the first line of the head, with its line end. */
  void skipLine(int chars) {
    position += chars;
    linesSkipped++;
  }

  /** How many lines were left out. */
  int linesSkipped() {
    return linesSkipped;
  }

  @Override
  public int read(char[] target, int offset, int count) throws IOException {
    if (position == length) {
      return text.read(target, offset, count);
    }
    int copied = Math.min(count, length - position);
    System.arraycopy(head, position, target, offset, copied);
    position += copied;
    return copied;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
