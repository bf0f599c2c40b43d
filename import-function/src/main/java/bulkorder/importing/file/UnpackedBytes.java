package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
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

  private final PackedBytes packed;
  private final Expansion expansion;
  private @Nullable InputStream unpacked;

  UnpackedBytes(InputStream packed, FileLimits limits) {
    this.packed = new PackedBytes(packed);
    this.expansion = new Expansion(limits);
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
      expansion.add(read, packed.bytes);
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

  @Override
  public void close() throws IOException {
    packed.close();
  }

  private static final class PackedBytes extends PassingBytes {

    private boolean failed;
    private long bytes;

    PackedBytes(InputStream in) {
      super(in);
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
