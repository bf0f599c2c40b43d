package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The text of a file in UTF-8, with or without byte order mark. Nothing is replaced: the first byte
 * that is no UTF-8, and the first NUL, ends the reading in a {@link RefusedFileException}.
 */
final class Utf8Text extends Reader {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream bytes;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private long bufferOffset;
  private boolean begun;
  private boolean ended;

  Utf8Text(InputStream bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if there is no room for one character, which may be two chars
   */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length < 2) {
      throw new IllegalArgumentException("room for %d chars is too little".formatted(length));
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (!decode(chars)) {
      if (ended) {
        return -1;
      }
      fill();
    }
    return chars.position() - offset;
  }

  private boolean decode(CharBuffer chars) {
    int before = chars.position();
    if (decoder.decode(buffer, chars, ended).isError()) {
      throw new RefusedFileException(
          RejectionCode.NOT_UTF8, Map.of("offset", Long.toString(position())));
    }
    return chars.position() > before;
  }

  private long position() {
    return bufferOffset + buffer.position();
  }

  private void fill() throws IOException {
    bufferOffset = position();
    buffer.compact();
    int from = buffer.position();
    int read = bytes.readNBytes(buffer.array(), from, buffer.remaining());
    ended = buffer.remaining() > read;
    buffer.position(from + read).flip();
    if (!begun) {
      begin();
    }
    refuseNul(from);
  }

  private void begin() {
    begun = true;
    FileFormat.of(buffer.array(), buffer.limit())
        .ifPresent(
            format -> {
              throw notText(format.title());
            });
    int mismatch = ByteBuffer.wrap(BYTE_ORDER_MARK).mismatch(buffer);
    if (mismatch == -1 || mismatch == BYTE_ORDER_MARK.length) {
      buffer.position(BYTE_ORDER_MARK.length);
    }
  }

  private void refuseNul(int from) {
    byte[] array = buffer.array();
    for (int i = from; i < buffer.limit(); i++) {
      if (array[i] == 0) {
        throw notText(FileFormat.BINARY);
      }
    }
  }

  private static RefusedFileException notText(String format) {
    return new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", format));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
