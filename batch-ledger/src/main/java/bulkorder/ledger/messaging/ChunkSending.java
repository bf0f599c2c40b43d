package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;

/** Hands a batch to the order function, after the commit by which its rows may run. */
public final class ChunkSending {

  private final Batches batches;
  private final Chunks chunks;
  private final ChunkQueue orders;

  /**
   * @param orders the queue that the order function reads
   */
  public ChunkSending(Batches batches, Chunks chunks, ChunkQueue orders) {
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
