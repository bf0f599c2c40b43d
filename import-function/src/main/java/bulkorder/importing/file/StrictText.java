package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Map;

/**
 * The text of a file, without its byte order mark. Nothing is replaced: the first byte that is
 * wrong in the encoding, and the first NUL, ends the reading in a {@link RefusedFileException}.
 */
final class StrictText extends Reader {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream bytes;
  private final TextEncoding encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private long bufferOffset;
  private boolean ended;
  private boolean flushed;

  StrictText(InputStream bytes, TextEncoding encoding) throws IOException {
    this.bytes = bytes;
    this.encoding = encoding;
    this.decoder = encoding.charset().newDecoder();
    fill();
    buffer.position(encoding.markBytes());
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
      if (flushed) {
        return -1;
      }
      fill();
    }
    int read = chars.position() - offset;
    refuseNul(target, offset, offset + read);
    return read;
  }

  private boolean decode(CharBuffer chars) throws IOException {
    int before = chars.position();
    if (!flushed && decoder.decode(buffer, chars, ended).isError()) {
      throw wrongAt(position());
    }
    if (ended && !buffer.hasRemaining() && !flushed) {
      flushed = decoder.flush(chars).isUnderflow();
    }
    return chars.position() > before;
  }

  /** What was right when it was inspected is wrong only if it has changed. */
  private RefusedFileException wrongAt(long offset) throws IOException {
    if (encoding.found() == EncodingFound.CONTENT) {
      throw new IOException("the file's bytes are not those that were inspected");
    }
    return TextEncoding.notInEncoding(encoding.charset(), offset);
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
  }

  private static void refuseNul(char[] chars, int from, int to) {
    for (int i = from; i < to; i++) {
      if (chars[i] == 0) {
        throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", FileFormat.BINARY));
      }
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
