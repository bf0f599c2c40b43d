package bulkorder.notify;

import bulkorder.ledger.batch.Chunk;

/** The mail provider did not take mails of a chunk now. */
public final class ChunkUnfinished extends RuntimeException {

  private static final long serialVersionUID = 1;

  ChunkUnfinished(Chunk chunk, long open) {
    super(
        "chunk %d of batch %s: %d mails were not taken now"
            .formatted(chunk.chunkNo(), chunk.batchId(), open));
  }
}
