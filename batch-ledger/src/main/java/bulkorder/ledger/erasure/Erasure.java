package bulkorder.ledger.erasure;

import bulkorder.ledger.BatchId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The wish to find or to erase one person's data, and how far it has come.
 *
 * @param findOnly whether nothing is erased
 * @param done whether all is done; until then the address is kept, sealed
 * @param batchesSeen how many batches were looked at
 * @param batchesFound in how many the person was found, or may be without anybody being able to see
 * @param rows how many rows were found
 * @param orders how many orders were found
 * @param files how many uploaded files were found, and deleted unless it only finds
 * @param reports how many reports were found, and deleted unless it only finds
 * @param batches the first {@value Erasures#BATCHES_SHOWN_MAX} of them; none in lists
 * @param waitsFor the first of the batches that have to end before it can go on with them; none in
 *     lists
 */
public record Erasure(
    long erasureId,
    boolean findOnly,
    boolean done,
    Instant requestedAt,
    Optional<Instant> endedAt,
    int batchesSeen,
    int batchesFound,
    long rows,
    long orders,
    long files,
    long reports,
    List<BatchFound> batches,
    List<BatchId> waitsFor) {

  /** Copies the lists. */
  public Erasure {
    batches = List.copyOf(batches);
    waitsFor = List.copyOf(waitsFor);
  }

  /**
   * What was found in one batch.
   *
   * @param orderIds the first hundred of the orders
   */
  public record BatchFound(BatchId batchId, int rows, int orders, List<Long> orderIds) {

    /** Copies the ids. */
    public BatchFound {
      orderIds = List.copyOf(orderIds);
    }
  }
}
