package bulkorder.ledger.messaging;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Goes through the messages of a dead-letter queue: each is kept in the ledger, and what it stood
 * for is given up, so that its rows come to an end.
 */
@ApplicationScoped
public class DeadLetterLoop {

  private static final Logger LOG = Logger.getLogger(DeadLetterLoop.class);

  private final MessageLoop loop;
  private final DeadLetters deadLetters;
  private final ObjectMapper json;

  DeadLetterLoop(MessageLoop loop, DeadLetters deadLetters, ObjectMapper json) {
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.json = json;
  }

  /**
   * Keeps each message and gives up the chunk that it points to.
   *
   * @param giveUp ends the chunk's open rows; done again, it changes nothing
   */
  public SQSBatchResponse eachChunk(SQSEvent event, Consumer<ChunkMessage> giveUp) {
    return loop.each(event, message -> keep(message).ifPresent(giveUp));
  }

  /**
   * Keeps each message and gives up what it points to. One that is no such message is kept alone.
   *
   * @param giveUp done again, it changes nothing
   */
  public <T> SQSBatchResponse each(SQSEvent event, Class<T> type, Consumer<T> giveUp) {
    return loop.each(
        event,
        message -> {
          keep(message);
          read(message.getBody(), type).ifPresent(giveUp);
        });
  }

  /**
   * Keeps each message, which stands for no chunk.
   *
   * @param kept what may be kept of a body
   */
  public SQSBatchResponse each(SQSEvent event, UnaryOperator<String> kept) {
    return loop.each(event, message -> keep(message, kept.apply(message.getBody())));
  }

  private <T> Optional<T> read(String body, Class<T> type) {
    try {
      return Optional.ofNullable(json.readValue(body, type));
    } catch (JsonProcessingException noSuchMessage) {
      return Optional.empty();
    }
  }

  private Optional<ChunkMessage> keep(SQSMessage message) {
    return keep(message, message.getBody());
  }

  private Optional<ChunkMessage> keep(SQSMessage message, String body) {
    String arn = message.getEventSourceArn();
    String queue = arn.substring(arn.lastIndexOf(':') + 1);
    var pointsTo = deadLetters.keep(queue, message.getMessageId(), body);
    LOG.errorf(
        "dead letter %s of %s kept: %s", message.getMessageId(), queue, pointsTo.orElse(null));
    return pointsTo;
  }
}
