package bulkorder.notify;

import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class MailEventsTest extends LedgerTest {

  @Inject
  @Named("mail-events")
  MailEventsHandler handler;

  @Inject
  @Named("mail-events-dead-letter")
  MailEventsDeadLetterHandler deadLetters;

  @Inject NotifyChunk notifyChunk;

  @AfterEach
  void everybodyIsMailedAgain() throws SQLException {
    ledger.change("delete from suppressed_addresses");
  }

  @ParameterizedTest
  @CsvSource({
    "Bounce, Permanent, BOUNCED MAIL_BOUNCED, 1",
    "Bounce, Transient, BOUNCED MAIL_BOUNCED_FOR_NOW, 0",
    "Bounce, Undetermined, BOUNCED MAIL_BOUNCED_FOR_NOW, 0",
    "Complaint, , COMPLAINED MAIL_COMPLAINED, 1",
    "Reject, , FAILED MAIL_REJECTED, 0",
    "Rendering Failure, , FAILED MAIL_REJECTED, 0",
    "Delivery, , SENT -, 0",
  })
  void the_row_and_the_address_follow(
      String eventType, String bounceType, String row, String suppressed) {
    ChunkMessage chunk = toldChunk();

    SQSBatchResponse answer = deliver(told(eventType, bounceType, notificationOf(chunk)));

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(notificationOfRow(chunk)).isEqualTo(row);
    assertThat(ledger.query("select count(*) from suppressed_addresses"))
        .containsExactly(suppressed);
  }

  @Test
  void an_address_that_bounced_is_not_mailed_again_and_the_row_says_why() throws Exception {
    deliver(told("Bounce", "Permanent", notificationOf(toldChunk())));
    int before = Mailbox.mailsTo("taro@example.com").size();

    ChunkMessage next = toldChunk();

    assertThat(notificationOfRow(next)).isEqualTo("SUPPRESSED ADDRESS_BOUNCED");
    assertThat(Mailbox.mailsTo("taro@example.com")).hasSize(before);
  }

  @Test
  void an_event_of_a_mail_that_is_none_of_ours_is_dropped() {
    assertThat(deliver(told("Bounce", "Permanent", "9999999999")).getBatchItemFailures()).isEmpty();
    assertThat(deliver(told("Bounce", "Permanent", "somebody's")).getBatchItemFailures()).isEmpty();
    assertThat(deliver("{}").getBatchItemFailures()).isEmpty();
  }

  @Test
  void what_is_no_event_comes_again_and_is_kept_without_what_it_says() {
    String messageId = UUID.randomUUID().toString();
    String noEvent = "taro@example.com is no JSON";

    assertThat(deliver(noEvent).getBatchItemFailures()).hasSize(1);
    deadLetters.handleRequest(
        event("mail-events-dead-letter", messageId, noEvent), Invocation.withAMinute());

    assertThat(ledger.query("select body from dead_letters where message_id = ?", messageId))
        .containsExactly("no event");
  }

  @Test
  void an_event_that_was_given_up_is_kept_without_its_address() {
    String messageId = UUID.randomUUID().toString();

    deadLetters.handleRequest(
        event("mail-events-dead-letter", messageId, told("Bounce", "Permanent", "17")),
        Invocation.withAMinute());

    assertThat(ledger.query("select body from dead_letters where message_id = ?", messageId))
        .containsExactly("{\"eventType\":\"Bounce\",\"notification\":17}");
  }

  private SQSBatchResponse deliver(String body) {
    return handler.handleRequest(
        event("mail-events", UUID.randomUUID().toString(), body), Invocation.withAMinute());
  }

  private ChunkMessage toldChunk() {
    ChunkMessage chunk = chunkWithOrders(1);
    notifyChunk.notify(chunk, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
    return chunk;
  }

  private String notificationOf(ChunkMessage chunk) {
    return ledger
        .query("select notification_id from notifications where batch_id = ?", chunk.batchId())
        .getFirst();
  }

  private String notificationOfRow(ChunkMessage chunk) {
    return ledger
        .query(
            "select notification_status, notification_code from batch_rows where batch_id = ?",
            chunk.batchId())
        .getFirst();
  }

  /** As SES publishes it. */
  private static String told(String eventType, String bounceType, String notification) {
    return """
    {"eventType": "%s",
     "bounce": {"feedbackId": "0107-1", "bounceType": "%s", "bounceSubType": "General",
       "bouncedRecipients": [{"emailAddress": "taro@example.com", "action": "failed", "status": "5.1.1"}],
       "timestamp": "2026-04-01T09:00:00.000Z"},
     "mail": {"timestamp": "2026-04-01T09:00:00.000Z", "messageId": "0107-2", "source": "orders@example.com",
       "destination": ["taro@example.com"],
       "tags": {"ses:configuration-set": ["bulkorder"], "notification": ["%s"]}}}
    """
        .formatted(eventType, bounceType, notification);
  }
}
