package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Chunk;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.UUID;

/**
 * The one message of the orders, payments and notifications queues: it points to a chunk and
 * carries nothing of it. Its body is {@code {"batchId": "…", "run": 1, "chunk": 3}}.
 *
 * @param run the run of the batch, from 1
 * @param chunk the chunk's number, from 1
 */
@RegisterForReflection
public record ChunkMessage(UUID batchId, int run, int chunk) {

  /**
   * @throws IllegalArgumentException if a number is below 1 or the batch id is missing
   */
  @JsonCreator
  public ChunkMessage(
      @JsonProperty(value = "batchId", required = true) UUID batchId,
      @JsonProperty(value = "run", required = true) int run,
      @JsonProperty(value = "chunk", required = true) int chunk) {
    if (run < 1 || chunk < 1) {
      throw new IllegalArgumentException("run %d, chunk %d: both begin at 1".formatted(run, chunk));
    }
    this.batchId = Objects.requireNonNull(batchId);
    this.run = run;
    this.chunk = chunk;
  }

  /** The message that points to a chunk. */
  public static ChunkMessage of(Chunk chunk) {
    return new ChunkMessage(chunk.batchId().value(), chunk.runNo(), chunk.chunkNo());
  }

  /** The id of the batch that it points into. */
  public BatchId batch() {
    return new BatchId(batchId);
  }
}
