package bulkorder.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Chunk;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class ChunkQueueTest {

  private static final BatchId BATCH =
      new BatchId(UUID.fromString("019340b4-5c00-7000-8000-000000000001"));

  private static final Instant SENT_AT = Instant.parse("2026-11-20T10:00:00Z");

  private final Sent sent = new Sent();

  /** SQS makes a standard queue fair by the groups of its messages. */
  @Test
  void the_client_is_the_group_of_a_message() {
    new ChunkQueue(sent, "orders", new ObjectMapper())
        .send(List.of(chunk("acme", 1), chunk("nova", 2)));

    assertThat(sent.entries)
        .extracting(SendMessageBatchRequestEntry::messageGroupId)
        .containsExactly("acme", "nova");
  }

  /** SQS says when a message was sent, not when it was due. */
  @Test
  void a_message_that_was_put_off_says_by_how_much_and_is_due_then() {
    var queue = new ChunkQueue(sent, "orders", new ObjectMapper());
    queue.send(List.of(chunk("acme", 1)));
    queue.sendLater(chunk("acme", 2), Duration.ofSeconds(90));

    assertThat(sent.entries)
        .extracting(ChunkQueueTest::dueAt)
        .containsExactly(SENT_AT, SENT_AT.plusSeconds(90));
  }

  private static Instant dueAt(SendMessageBatchRequestEntry entry) {
    var message = new SQSMessage();
    message.setAttributes(Map.of("SentTimestamp", Long.toString(SENT_AT.toEpochMilli())));
    message.setMessageAttributes(
        entry.messageAttributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> attribute(it.getValue()))));
    return new MessageFacts(message).dueAt().orElseThrow();
  }

  private static MessageAttribute attribute(MessageAttributeValue value) {
    var attribute = new MessageAttribute();
    attribute.setStringValue(value.stringValue());
    return attribute;
  }

  private static Chunk chunk(String client, int number) {
    return new Chunk(BATCH, number, 1, new ClientId(client), 2, 251);
  }

  /** Keeps what it is given. */
  private static final class Sent implements SqsClient {
    final List<SendMessageBatchRequestEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      entries.addAll(request.entries());
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
