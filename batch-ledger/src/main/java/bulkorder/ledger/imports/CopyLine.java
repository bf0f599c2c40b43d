package bulkorder.ledger.imports;

import org.jspecify.annotations.Nullable;

/** Builds one line of the text format that Postgres reads with {@code COPY … FROM STDIN}. */
final class CopyLine {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder line = new StringBuilder(512);

  CopyLine add(@Nullable Object value) {
    separate();
    if (value == null) {
      line.append("\\N");
    } else {
      appendEscaped(value.toString());
    }
    return this;
  }

  CopyLine add(int value) {
    separate();
    line.append(value);
    return this;
  }

  CopyLine addBytes(byte[] value) {
    separate();
    line.append("\\\\x");
    for (byte b : value) {
      line.append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
    }
    return this;
  }

  /** Ends the line and gives it back; the next field begins a new one. */
  String end() {
    String ended = line.append('\n').toString();
    line.setLength(0);
    return ended;
  }

  private void separate() {
    if (!line.isEmpty()) {
      line.append('\t');
    }
  }

  private void appendEscaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }
}
