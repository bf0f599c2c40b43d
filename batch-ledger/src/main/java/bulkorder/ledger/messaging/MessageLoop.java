package bulkorder.ledger.messaging;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Goes through the messages of one SQS event. A message that fails is reported by its id and comes
 * again; it never fails its neighbours (partial batch response).
 */
@ApplicationScoped
public class MessageLoop {

  private static final Logger LOG = Logger.getLogger(MessageLoop.class);

  private final ObjectMapper json;
  private final QueueHeads queueHeads;

  MessageLoop(ObjectMapper json, QueueHeads queueHeads) {
    this.json = json;
    this.queueHeads = queueHeads;
  }

  /**
   * Does the work of each chunk message; a body that is no chunk message fails, too, and so ends as
   * a dead letter.
   */
  public SQSBatchResponse eachChunk(SQSEvent event, Consumer<ChunkMessage> work) {
    return each(
        event,
        message -> {
          queueHeads.received(message);
          work.accept(chunkMessage(message.getBody()));
        });
  }

  /** Does the work of each message, whatever its body is. */
  public SQSBatchResponse each(SQSEvent event, Consumer<SQSMessage> work) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (var message : event.getRecords()) {
      try {
        work.accept(message);
      } catch (RuntimeException e) {
        LOG.errorf(e, "message %s failed and will come again", message.getMessageId());
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private ChunkMessage chunkMessage(String body) {
    try {
      return json.readValue(body, ChunkMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a chunk message", e);
    }
  }
}
