package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The bytes of a file on their way: bounded, and digested as they pass. */
public final class FileBytes extends FilterInputStream {

  private final MessageDigest digest;
  private final long bytesMax;
  private long bytes;

  /**
   * Passes the bytes of a stream.
   *
   * @param bytesMax after which reading ends in a {@link RefusedFileException}
   */
  public FileBytes(InputStream in, long bytesMax) {
    super(in);
    this.bytesMax = bytesMax;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      bytes += read;
      refuseAbove(bytesMax, bytes);
      digest.update(target, offset, read);
    }
    return read;
  }

  /** SHA-256 of the bytes that have passed, in hexadecimal digits; to be asked once, at the end. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Refuses a file that is too large.
   *
   * @throws RefusedFileException if it has more bytes than it may have
   */
  public static void refuseAbove(long bytesMax, long bytes) {
    if (bytes > bytesMax) {
      throw new RefusedFileException(
          RejectionCode.FILE_TOO_LARGE, Map.of("bytesMax", Long.toString(bytesMax)));
    }
  }
}
