package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.UUID;

/**
 * The one message of the reports queue: it points to a batch whose reports shall be written as it
 * stands then. Its body is {@code {"batchId": "…"}}.
 */
@RegisterForReflection
public record ReportMessage(UUID batchId) {

  /** Refuses a message without its batch. */
  @JsonCreator
  public ReportMessage(@JsonProperty(value = "batchId", required = true) UUID batchId) {
    this.batchId = Objects.requireNonNull(batchId);
  }

  /** The id of the batch that it points to. */
  public BatchId batch() {
    return new BatchId(batchId);
  }
}
