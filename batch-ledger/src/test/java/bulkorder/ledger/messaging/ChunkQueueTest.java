package bulkorder.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Chunk;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class ChunkQueueTest {

  private static final BatchId BATCH =
      new BatchId(UUID.fromString("019340b4-5c00-7000-8000-000000000001"));

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
