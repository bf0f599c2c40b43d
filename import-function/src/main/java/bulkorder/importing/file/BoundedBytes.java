package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The bytes of a file as they pass, counted and bounded. */
public final class BoundedBytes extends PassingBytes {

  private final long bytesMax;
  private long bytes;

  /**
   * Passes the bytes of a stream.
   *
   * @param bytesMax after which reading ends in a {@link RefusedFileException}
   */
  public BoundedBytes(InputStream in, long bytesMax) {
    super(in);
    this.bytesMax = bytesMax;
  }

  /** How many bytes have passed. */
  long count() {
    return bytes;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      bytes += read;
      refuseAbove(bytesMax, bytes);
    }
    return read;
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
