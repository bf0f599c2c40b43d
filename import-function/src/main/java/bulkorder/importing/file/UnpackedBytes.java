package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a gzip file holds (RFC 1952): all of its members, one after the other. What is no gzip,
 * breaks off, has something behind it, or unpacks to more than it may, ends the reading in a {@link
 * RefusedFileException}.
 */
final class UnpackedBytes extends InputStream {

  /** A small file may be as repetitive as it likes. */
  private static final long BYTES_ALWAYS_ALLOWED = 1 << 20;

  private final PackedBytes packed;
  private final FileLimits limits;
  private @Nullable InputStream unpacked;
  private long bytes;

  UnpackedBytes(InputStream packed, FileLimits limits) {
    this.packed = new PackedBytes(packed);
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = unpack(target, offset, length);
    if (read > 0) {
      bytes += read;
      refuseTooMuch();
    }
    return read;
  }

  /** An error is the file's own unless its bytes could not be had. */
  private int unpack(byte[] target, int offset, int length) throws IOException {
    try {
      if (unpacked == null) {
        unpacked =
            GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
      }
      return unpacked.read(target, offset, length);
    } catch (IOException e) {
      if (packed.failed) {
        throw e;
      }
      throw new RefusedFileException(RejectionCode.BROKEN_GZIP, Map.of());
    }
  }

  private void refuseTooMuch() {
    if (bytes > limits.unpackedBytesMax()) {
      throw new RefusedFileException(
          RejectionCode.UNPACKED_TOO_LARGE,
          Map.of("bytesMax", Long.toString(limits.unpackedBytesMax())));
    }
    if (bytes > BYTES_ALWAYS_ALLOWED && bytes / limits.expansionMax() > packed.bytes) {
      throw new RefusedFileException(
          RejectionCode.EXPANDS_TOO_MUCH,
          Map.of("expansionMax", Integer.toString(limits.expansionMax())));
    }
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  private static final class PackedBytes extends FilterInputStream {

    private boolean failed;
    private long bytes;

    PackedBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = super.read(target, offset, length);
        bytes += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
