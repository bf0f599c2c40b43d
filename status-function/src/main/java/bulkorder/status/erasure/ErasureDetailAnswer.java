package bulkorder.status.erasure;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.erasure.Erasure;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;

/**
 * An erasure with the batches of it.
 *
 * @param batches the first 500 in which something was found
 * @param waitsFor the first 500 of the batches that run: they are looked at when they have ended
 */
public record ErasureDetailAnswer(
    @JsonUnwrapped ErasureAnswer erasure, List<BatchFoundAnswer> batches, List<UUID> waitsFor) {

  /** Copies the lists. */
  public ErasureDetailAnswer {
    batches = List.copyOf(batches);
    waitsFor = List.copyOf(waitsFor);
  }

  /**
   * What was found in one batch.
   *
   * @param orderIds the first 100 of the orders
   */
  public record BatchFoundAnswer(UUID batchId, int rows, int orders, List<Long> orderIds) {

    /** Copies the ids. */
    public BatchFoundAnswer {
      orderIds = List.copyOf(orderIds);
    }
  }

  static ErasureDetailAnswer of(Erasure erasure) {
    return new ErasureDetailAnswer(
        ErasureAnswer.of(erasure),
        erasure.batches().stream()
            .map(
                found ->
                    new BatchFoundAnswer(
                        found.batchId().value(), found.rows(), found.orders(), found.orderIds()))
            .toList(),
        erasure.waitsFor().stream().map(BatchId::value).toList());
  }
}
