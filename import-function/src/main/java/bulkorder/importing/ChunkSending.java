package bulkorder.importing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.ChunkQueue;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands an imported batch to the order function. */
@ApplicationScoped
public class ChunkSending {

  private final Batches batches;
  private final Chunks chunks;
  private final ChunkQueue orders;

  ChunkSending(Batches batches, Chunks chunks, ChunkQueue orders) {
    this.batches = batches;
    this.chunks = chunks;
    this.orders = orders;
  }

  /**
   * Sends a message for each chunk that has rows to order; a batch without any ends. If it breaks
   * off, the whole is done again: a message that comes twice finds its rows ordered.
   */
  public void send(BatchId batchId) {
    orders.send(chunks.withQueuedRows(batchId));
    batches.showQueued(batchId);
    batches.endWhenDone(batchId);
  }
}
