package bulkorder.notify;

import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class NotificationsDeadLetterTest extends LedgerTest {

  private static final String QUEUE = "notifications-dead-letter";

  @Inject
  @Named(QUEUE)
  NotificationsDeadLetterHandler handler;

  @Inject Notifications notifications;
  @Inject ObjectMapper json;

  private final String messageId = UUID.randomUUID().toString();

  @Test
  void a_dead_letter_is_kept_once_and_its_mails_end_as_failed() throws JsonProcessingException {
    ChunkMessage chunk = chunkWithOrders(2);

    deliver(chunk);
    assertThat(deliver(chunk).getBatchItemFailures()).isEmpty();

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED FAILED -", "3 ORDERED FAILED -");
    assertThat(
            ledger.query(
                "select queue, batch_id, chunk_no from dead_letters where message_id = ?",
                messageId))
        .containsExactly(QUEUE + " " + chunk.batchId() + " 1");
  }

  @Test
  void while_a_worker_holds_the_chunk_its_dead_letter_comes_again() throws JsonProcessingException {
    ChunkMessage chunk = chunkWithOrders(1);
    notifications.claim(chunk, Duration.ofMinutes(1));

    assertThat(deliver(chunk).getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly(messageId);

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void a_dead_letter_that_nobody_can_read_is_kept_as_it_is() {
    SQSBatchResponse answer =
        handler.handleRequest(event(QUEUE, messageId, "nonsense"), Invocation.withAMinute());

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(ledger.query("select body from dead_letters where message_id = ?", messageId))
        .containsExactly("nonsense");
  }

  private SQSBatchResponse deliver(ChunkMessage chunk) throws JsonProcessingException {
    return handler.handleRequest(
        event(QUEUE, messageId, json.writeValueAsString(chunk)), Invocation.withAMinute());
  }
}
