package bulkorder.ledger.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds lines of the text format that Postgres reads with {@code COPY … FROM STDIN}, as the bytes
 * that go over the wire.
 */
final class CopyLines {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int CAPACITY_AT_FIRST = 96 * 1024;

  private byte[] bytes = new byte[CAPACITY_AT_FIRST];
  private int length;
  private boolean begun;

  CopyLines add(@Nullable Object value) {
    separate();
    if (value == null) {
      reserve(2);
      put('\\');
      put('N');
    } else {
      putEscaped(value.toString().getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  CopyLines addJson(byte[] utf8) {
    separate();
    putEscaped(utf8);
    return this;
  }

  CopyLines addBytes(byte[] value) {
    separate();
    reserve(3 + 2 * value.length);
    put('\\');
    put('\\');
    put('x');
    for (byte b : value) {
      bytes[length++] = HEX[b >> 4 & 0xf];
      bytes[length++] = HEX[b & 0xf];
    }
    return this;
  }

  /** Ends a line; the next field begins a new one. */
  void end() {
    reserve(1);
    put('\n');
    begun = false;
  }

  /** The bytes of all lines so far; those from {@link #length()} on are none of them. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets the lines so far. */
  void clear() {
    length = 0;
  }

  private void separate() {
    if (begun) {
      reserve(1);
      put('\t');
    }
    begun = true;
  }

  /** In UTF-8 no byte of a longer character is one that has to be escaped. */
  private void putEscaped(byte[] utf8) {
    reserve(2 * utf8.length);
    for (byte b : utf8) {
      switch (b) {
        case '\\' -> putEscape('\\');
        case '\t' -> putEscape('t');
        case '\n' -> putEscape('n');
        case '\r' -> putEscape('r');
        default -> bytes[length++] = b;
      }
    }
  }

  private void putEscape(char c) {
    put('\\');
    put(c);
  }

  private void put(char c) {
    bytes[length++] = (byte) c;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
