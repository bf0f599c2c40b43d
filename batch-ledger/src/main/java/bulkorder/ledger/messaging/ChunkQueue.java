package bulkorder.ledger.messaging;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkQueues.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * A queue of {@link ChunkMessage}s. The message group is the client, so that SQS serves clients
 * fairly
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html).
 */
public final class ChunkQueue {

  private static final int ENTRIES_MAX = 10;
  private static final int SENDERS = 4;
  private static final Duration DELAY_MAX = Duration.ofMinutes(15);

  private final SqsClient sqs;
  private final String url;
  private final ObjectMapper json;

  /**
   * @param url of the SQS queue
   */
  public ChunkQueue(SqsClient sqs, String url, ObjectMapper json) {
    this.sqs = sqs;
    this.url = url;
    this.json = json;
  }

  /**
   * Sends a message for each chunk, and returns when the queue has them all.
   *
   * @throws IllegalStateException if the queue refused one; some may have been sent, and sending
   *     them again does no harm
   */
  public void send(List<Chunk> chunks) {
    List<List<Chunk>> portions = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i += ENTRIES_MAX) {
      portions.add(chunks.subList(i, Math.min(i + ENTRIES_MAX, chunks.size())));
    }
    if (portions.size() == 1) {
      sendPortion(portions.getFirst(), Duration.ZERO);
    } else {
      sendInParallel(portions);
    }
  }

  /**
   * Sends one message that is seen after a delay: the successor of a message whose work has to
   * wait.
   *
   * @param delay at most 15 minutes, which is what SQS allows; a longer one is shortened to it
   */
  public void sendLater(Chunk chunk, Duration delay) {
    sendPortion(List.of(chunk), delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay);
  }

  /** What is known of the queue. SQS counts approximately, and a moment late. */
  public State state() {
    boolean empty =
        sqs
            .getQueueAttributes(
                r ->
                    r.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes()
            .values()
            .stream()
            .allMatch("0"::equals);
    return new State(url.substring(url.lastIndexOf('/') + 1), empty);
  }

  private void sendInParallel(List<List<Chunk>> portions) {
    try (var senders = Executors.newFixedThreadPool(SENDERS, Thread.ofVirtual().factory())) {
      List<Future<?>> sent = new ArrayList<>();
      for (var portion : portions) {
        sent.add(senders.submit(() -> sendPortion(portion, Duration.ZERO)));
      }
      for (var future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("not every message was sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
  }

  private void sendPortion(List<Chunk> chunks, Duration delay) {
    int delaySeconds = Math.toIntExact(delay.plusMillis(999).toSeconds());
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (var chunk : chunks) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body(chunk))
              .messageGroupId(chunk.clientId().value())
              .messageSystemAttributes(TraceAttribute.present())
              .messageAttributes(delaySeconds == 0 ? Map.of() : delayAttribute(delaySeconds))
              .delaySeconds(delaySeconds)
              .build());
    }
    SendMessageBatchResponse answer = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
    if (answer.hasFailed() && !answer.failed().isEmpty()) {
      List<String> codes =
          answer.failed().stream().map(BatchResultErrorEntry::code).distinct().toList();
      throw new IllegalStateException(
          "the queue refused %d of %d messages: %s"
              .formatted(answer.failed().size(), entries.size(), codes));
    }
  }

  private static Map<String, MessageAttributeValue> delayAttribute(int seconds) {
    return Map.of(
        MessageFacts.DELAY_SECONDS,
        MessageAttributeValue.builder()
            .dataType("Number")
            .stringValue(Integer.toString(seconds))
            .build());
  }

  private String body(Chunk chunk) {
    try {
      return json.writeValueAsString(ChunkMessage.of(chunk));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a chunk message cannot be written", e);
    }
  }
}
