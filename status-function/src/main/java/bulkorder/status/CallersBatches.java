package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The one place where a caller's batch is found: another client's batch is as unknown as one that
 * does not exist.
 */
@ApplicationScoped
public class CallersBatches {

  private final Batches batches;
  private final Caller caller;

  CallersBatches(Batches batches, Caller caller) {
    this.batches = batches;
    this.caller = caller;
  }

  /**
   * The batch of the caller's client.
   *
   * @throws RefusedException if it has none with this id
   */
  @Transactional
  public Batch find(String id) {
    var clientId = Optional.of(caller.clientId());
    return BatchId.parse(id)
        .flatMap(batches::find)
        .filter(batch -> batch.clientId().equals(clientId))
        .orElseThrow(() -> Refusal.of(ProblemCode.UNKNOWN_BATCH, "batch", id).exception());
  }

  /** The id of such a batch, for what changes it in a transaction of its own. */
  BatchId idOf(String id) {
    return find(id).batchId();
  }
}
