package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;

/** The provider left outcomes of a chunk open. */
public final class ChunkUnfinished extends RuntimeException {

  private static final long serialVersionUID = 1;

  ChunkUnfinished(Chunk chunk, long open) {
    super(
        "chunk %d of batch %s: %d payments have no final answer"
            .formatted(chunk.chunkNo(), chunk.batchId(), open));
  }
}
