package bulkorder.status.erasure;

import bulkorder.ledger.erasure.Erasure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure and how far it is; the address is not told again.
 *
 * @param status {@code DONE} when all is done
 * @param find whether it only finds
 * @param batchesSeen how many batches were looked at
 */
public record ErasureAnswer(
    long erasureId,
    Status status,
    boolean find,
    Instant requestedAt,
    @Nullable Instant endedAt,
    int batchesSeen,
    Found found) {

  /** Where an erasure stands. */
  public enum Status {
    RUNNING,
    DONE
  }

  /**
   * What was found, and is erased unless it was only to be found.
   *
   * @param batches the ones that the person is in, and those of which only a file is there that
   *     nobody can look into without reading it again
   * @param files uploaded files; deleted
   * @param reports deleted, and those of the latest runs written again without the person
   */
  public record Found(int batches, long rows, long orders, long files, long reports) {}

  static ErasureAnswer of(Erasure erasure) {
    return new ErasureAnswer(
        erasure.erasureId(),
        erasure.done() ? Status.DONE : Status.RUNNING,
        erasure.findOnly(),
        erasure.requestedAt(),
        erasure.endedAt().orElse(null),
        erasure.batchesSeen(),
        new Found(
            erasure.batchesFound(),
            erasure.rows(),
            erasure.orders(),
            erasure.files(),
            erasure.reports()));
  }
}
