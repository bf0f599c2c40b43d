package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Finds out the encoding of a text that does not tell: it is the first of UTF-8 and windows-31j in
 * which every byte is right. A part of the text proves nothing, as it may be ASCII. What is UTF-8
 * until it breaks off is not taken for windows-31j, where most bytes mean something.
 */
final class ContentEncoding {

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  private final EncodingTrial utf8 = new EncodingTrial(StandardCharsets.UTF_8, CHUNK_BYTES);
  private final EncodingTrial windows31j = new EncodingTrial(TextEncoding.WINDOWS_31J, CHUNK_BYTES);

  private ContentEncoding() {}

  /**
   * Reads a text to its end.
   *
   * @throws RefusedFileException if it is in neither encoding, or has a NUL
   */
  static TextEncoding of(InputStream text) throws IOException {
    var trials = new ContentEncoding();
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = text.readNBytes(chunk, 0, CHUNK_BYTES);
        read > 0;
        read = text.readNBytes(chunk, 0, CHUNK_BYTES)) {
      trials.take(chunk, read);
    }
    return trials.outcome();
  }

  private void take(byte[] chunk, int length) {
    boolean ascii = ascii(chunk, length);
    utf8.take(chunk, length, ascii);
    windows31j.take(chunk, length, ascii);
    if (utf8.failed() && windows31j.failed()) {
      throw undecodable();
    }
  }

  private TextEncoding outcome() {
    utf8.end();
    windows31j.end();
    if (utf8.brokenOff()) {
      throw TextEncoding.notInEncoding(utf8.charset(), utf8.offset());
    }
    if (utf8.failed() && windows31j.failed()) {
      throw undecodable();
    }
    return TextEncoding.byContent(utf8.failed() ? windows31j.charset() : utf8.charset());
  }

  private RefusedFileException undecodable() {
    return new RefusedFileException(
        RejectionCode.UNDECODABLE,
        Map.of(
            "utf8Offset", Long.toString(utf8.offset()),
            "windows31jOffset", Long.toString(windows31j.offset())));
  }

  /** Eight bytes at a time, as most bytes of most files are ASCII. */
  private static boolean ascii(byte[] chunk, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length);
    long high = 0;
    while (bytes.remaining() >= Long.BYTES) {
      long eight = bytes.getLong();
      high |= eight;
      refuseNul(((eight - LOW_BITS) & ~eight & HIGH_BITS) != 0);
    }
    while (bytes.hasRemaining()) {
      byte one = bytes.get();
      high |= one;
      refuseNul(one == 0);
    }
    return (high & HIGH_BITS) == 0;
  }

  private static void refuseNul(boolean found) {
    if (found) {
      throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", FileFormat.BINARY));
    }
  }
}
