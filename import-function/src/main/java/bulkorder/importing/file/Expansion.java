package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.util.Map;

/** How much has been unpacked, as counted and not as a header claims. */
final class Expansion {

  /** A small file may be as repetitive as it likes. */
  private static final long BYTES_ALWAYS_ALLOWED = 1 << 20;

  private final FileLimits limits;
  private long bytes;

  Expansion(FileLimits limits) {
    this.limits = limits;
  }

  /**
   * Counts.
   *
   * @param unpacked how many bytes more
   * @param packed from how many bytes all until now was unpacked
   * @throws RefusedFileException if it has become too much
   */
  void add(int unpacked, long packed) {
    bytes += unpacked;
    if (bytes > limits.unpackedBytesMax()) {
      throw new RefusedFileException(
          RejectionCode.UNPACKED_TOO_LARGE,
          Map.of("bytesMax", Long.toString(limits.unpackedBytesMax())));
    }
    if (bytes > BYTES_ALWAYS_ALLOWED && bytes / limits.expansionMax() > packed) {
      throw new RefusedFileException(
          RejectionCode.EXPANDS_TOO_MUCH,
          Map.of("expansionMax", Integer.toString(limits.expansionMax())));
    }
  }
}
