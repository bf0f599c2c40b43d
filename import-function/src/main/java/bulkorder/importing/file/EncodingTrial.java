package bulkorder.importing.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;

/** Whether all bytes of a text are right in one encoding that has ASCII in it. */
final class EncodingTrial {

  private static final int CHARACTER_BYTES_MAX = 4;

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer undecoded;
  private final CharBuffer scratch;
  private long offset;
  private boolean multibyte;
  private boolean failed;
  private boolean brokenOff;

  /**
   * Tries nothing yet.
   *
   * @param chunkBytesMax the most bytes that are given at once
   */
  EncodingTrial(Charset charset, int chunkBytesMax) {
    this.charset = charset;
    this.decoder = charset.newDecoder();
    this.undecoded = ByteBuffer.allocate(chunkBytesMax + CHARACTER_BYTES_MAX);
    this.scratch = CharBuffer.allocate(chunkBytesMax + CHARACTER_BYTES_MAX);
  }

  /**
   * Goes on with the next bytes.
   *
   * @param ascii whether all of them are ASCII, which needs no decoder
   */
  void take(byte[] chunk, int length, boolean ascii) {
    if (failed) {
      return;
    }
    if (ascii && undecoded.position() == 0) {
      offset += length;
    } else {
      decode(undecoded.put(chunk, 0, length), false);
    }
  }

  /** There are no more bytes. */
  void end() {
    if (!failed) {
      decode(undecoded, true);
      brokenOff = failed;
    }
  }

  boolean failed() {
    return failed;
  }

  /** Whether all is right, characters beyond ASCII too, but for the last one, which is cut off. */
  boolean brokenOff() {
    return brokenOff && multibyte;
  }

  Charset charset() {
    return charset;
  }

  /** Where the first wrong byte is, or how many were right until now. */
  long offset() {
    return offset;
  }

  private void decode(ByteBuffer bytes, boolean ended) {
    failed = decoder.decode(bytes.flip(), scratch.clear(), ended).isError();
    multibyte |= scratch.position() < bytes.position();
    offset += bytes.position();
    bytes.compact();
  }
}
