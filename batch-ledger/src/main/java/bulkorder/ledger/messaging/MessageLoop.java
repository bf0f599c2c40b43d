package bulkorder.ledger.messaging;

import bulkorder.ledger.operations.LogFields;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.operations.MetricLines;
import bulkorder.ledger.operations.OperationsConfig;
import bulkorder.ledger.operations.Trace;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
  private final MetricLines metrics;
  private final OperationsConfig config;
  private final InstantSource clock;

  MessageLoop(
      ObjectMapper json,
      QueueHeads queueHeads,
      MetricLines metrics,
      OperationsConfig config,
      InstantSource clock) {
    this.json = json;
    this.queueHeads = queueHeads;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
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
          new MessageFacts(message)
              .dueAt()
              .map(dueAt -> Duration.between(dueAt, clock.instant()))
              .ifPresent(time -> metrics.took(Metric.CHUNK_LATENCY, time, config.handler()));
        });
  }

  /** Does the work of each message, whatever its body is. */
  public SQSBatchResponse each(SQSEvent event, Consumer<SQSMessage> work) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (var message : event.getRecords()) {
      var facts = new MessageFacts(message);
      try (var _ = LogFields.of(facts.logFields(json));
          var _ = Trace.follow(facts.trace())) {
        if (!succeeds(message, work)) {
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
        metrics.write();
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean succeeds(SQSMessage message, Consumer<SQSMessage> work) {
    Instant begun = clock.instant();
    metrics.count(Metric.MESSAGES, 1, config.handler());
    try {
      work.accept(message);
      LOG.infof(
          "message %s is done in %d ms",
          message.getMessageId(), Duration.between(begun, clock.instant()).toMillis());
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "message %s failed and will come again", message.getMessageId());
      metrics.count(Metric.MESSAGES_FAILED, 1, config.handler());
      return false;
    }
  }

  private ChunkMessage chunkMessage(String body) {
    try {
      return json.readValue(body, ChunkMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a chunk message", e);
    }
  }
}
