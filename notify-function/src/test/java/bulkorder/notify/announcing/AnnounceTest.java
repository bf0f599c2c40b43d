package bulkorder.notify.announcing;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.AnnouncementAttempts;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.announcement.WebhookSecret;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.AnnouncementsConfig;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import bulkorder.notify.Mailbox;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class AnnounceTest extends LedgerTest {

  private static final String DEAD_LETTERS = "announcements-dead-letter";

  @Inject
  @Named("announcements")
  AnnouncementsHandler handler;

  @Inject
  @Named(DEAD_LETTERS)
  AnnouncementsDeadLetterHandler deadLetterHandler;

  @Inject AnnouncementAttempts attempts;
  @Inject AnnouncementQueue announcementQueue;
  @Inject ClientNotifications clients;
  @Inject AnnouncementsConfig config;
  @Inject SqsClient sqs;

  private final ReceivingSystem system = ReceivingSystem.start();
  private final String messageId = UUID.randomUUID().toString();
  private QueueView queue;
  private WebhookSecret secret;

  @BeforeEach
  void theClientHasASystem() {
    settle(Optional.empty());
    secret = settle(Optional.of(system.url("127.0.0.1"))).orElseThrow();
    queue = new QueueView(sqs, config.announcementsQueueUrl().orElseThrow());
    queue.clear();
  }

  @AfterEach
  void stop() {
    settle(Optional.empty());
    system.close();
  }

  @Test
  void what_was_committed_is_sent_and_the_clients_system_gets_it_signed() {
    BatchId batchId = given.batchOfNewOrders(1);
    announcementQueue.sendUnsent(batchId);
    List<String> messages = queue.take();
    assertThat(messages).hasSize(1);

    deliver(messages.getFirst());

    assertThat(status(batchId)).containsExactly("DELIVERED - 1");
    assertThat(system.requests()).hasSize(1);
    var request = system.requests().getFirst();
    assertThat(request.body()).contains("batch.accepted", batchId.toString());
    Instant sentAt =
        Instant.ofEpochSecond(
            Long.parseLong(Objects.requireNonNull(request.header("webhook-timestamp"))));
    assertThat(sentAt).isBetween(Instant.now().minusSeconds(10), Instant.now());
    assertSigned(request, secret);
    assertThat(request.header("user-agent")).isEqualTo("bulkorder-webhooks/1");
    deliver(messages.getFirst());
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void while_a_former_secret_lasts_the_clients_system_gets_a_signature_of_each()
      throws SQLException {
    WebhookSecret next = clients.newSecret(DEMO, Duration.ofHours(24), "test").orElseThrow();
    deliver(message(given.batchOfNewOrders(1)));
    ledger.change("update former_webhook_secrets set ends_at = now()");
    deliver(message(given.batchOfNewOrders(1)));

    assertSigned(system.requests().getFirst(), next, secret);
    assertSigned(system.requests().getLast(), next);
    assertThat(system.requests().getFirst().header("webhook-signature"))
        .matches("v1,\\S{44} v1,\\S{44}");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 404, 500})
  void what_was_not_taken_comes_again_under_the_same_id(int status) throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    system.answerWith(status);

    deliver(message(batchId));

    assertThat(queue.delayed()).isEqualTo(1);
    assertThat(status(batchId)).singleElement().asString().startsWith("PENDING ");
    makeDue(batchId);
    system.answerWith(200);
    deliver(message(batchId));
    assertThat(status(batchId)).containsExactly("DELIVERED - 2");
    assertThat(system.requests())
        .extracting(request -> request.header("webhook-id"))
        .hasSize(2)
        .containsOnly(system.requests().getFirst().header("webhook-id"));
  }

  @Test
  void a_message_that_comes_too_early_waits() {
    BatchId batchId = given.batchOfNewOrders(1);
    system.answerWith(500);
    deliver(message(batchId));
    queue.clear();

    deliver(message(batchId));

    assertThat(system.requests()).hasSize(1);
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void an_invocation_that_died_is_followed_by_another_which_tells_the_client_again()
      throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    attempts.claim(id(batchId), Duration.ofMinutes(1));

    deliver(message(batchId));
    assertThat(system.requests()).isEmpty();
    assertThat(queue.delayed()).isEqualTo(1);
    ledger.change(
        "update announcements set lease_until = now() - interval '1 second' where batch_id = ?",
        batchId.value());
    deliver(message(batchId));

    assertThat(system.requests()).hasSize(1);
    assertThat(status(batchId)).containsExactly("DELIVERED - 2");
  }

  @Test
  void what_cannot_end_in_time_is_not_begun_but_handed_on() {
    BatchId batchId = given.batchOfNewOrders(1);

    handler.handleRequest(
        event("announcements", messageId, message(batchId)), new Invocation(Duration.ofSeconds(3)));

    assertThat(system.requests()).isEmpty();
    assertThat(queue.delayed()).isEqualTo(1);
    assertThat(status(batchId)).containsExactly("PENDING - 0");
  }

  @Test
  void after_a_day_it_is_given_up_and_kept() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    system.answerWith(503);
    ledger.change(
        "update announcements set give_up_at = now() where batch_id = ?", batchId.value());

    deliver(message(batchId));

    assertThat(status(batchId)).containsExactly("FAILED FAULT_OF_RECEIVER 1");
    assertThat(queue.delayed()).isZero();
    assertThat(
            ledger.query(
                "select count(*) from dead_letters where queue = 'announcements' and body = ?",
                message(batchId)))
        .containsExactly("1");
  }

  @Test
  void a_system_that_is_gone_is_not_called_again() {
    BatchId batchId = given.batchOfNewOrders(1);
    system.answerWith(410);

    deliver(message(batchId));

    assertThat(status(batchId)).containsExactly("FAILED GONE 1");
    assertThat(queue.delayed()).isZero();
  }

  @Test
  void nobody_is_called_whose_address_was_removed_meanwhile() {
    BatchId batchId = given.batchOfNewOrders(1);
    settle(Optional.empty());

    deliver(message(batchId));

    assertThat(status(batchId)).containsExactly("FAILED NOT_WANTED 1");
  }

  @Test
  void a_dead_letter_is_kept_once_and_ends_its_announcement() {
    BatchId batchId = given.batchOfNewOrders(1);

    for (int i = 0; i < 2; i++) {
      SQSBatchResponse answer =
          deadLetterHandler.handleRequest(
              event(DEAD_LETTERS, messageId, message(batchId)), Invocation.withAMinute());
      assertThat(answer.getBatchItemFailures()).isEmpty();
    }

    assertThat(status(batchId)).containsExactly("FAILED NOT_SENT 0");
    assertThat(ledger.query("select queue, body from dead_letters where message_id = ?", messageId))
        .containsExactly(DEAD_LETTERS + " " + message(batchId));
  }

  @Test
  void while_somebody_works_on_an_announcement_its_dead_letter_comes_again() {
    BatchId batchId = given.batchOfNewOrders(1);
    attempts.claim(id(batchId), Duration.ofMinutes(1));

    SQSBatchResponse answer =
        deadLetterHandler.handleRequest(
            event(DEAD_LETTERS, messageId, message(batchId)), Invocation.withAMinute());

    assertThat(answer.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly(messageId);
  }

  @Test
  void a_message_that_nobody_can_read_fails_and_its_dead_letter_is_kept() {
    assertThat(
            handler
                .handleRequest(
                    event("announcements", messageId, "nonsense"), Invocation.withAMinute())
                .getBatchItemFailures())
        .hasSize(1);
    assertThat(
            deadLetterHandler
                .handleRequest(event(DEAD_LETTERS, messageId, "nonsense"), Invocation.withAMinute())
                .getBatchItemFailures())
        .isEmpty();
  }

  private Optional<WebhookSecret> settle(Optional<String> url) {
    var settings =
        new NotificationSettings("ja", Set.of(NotificationKind.ORDER_CONFIRMED), List.of(), url);
    return clients.change(DEMO, _ -> settings, "test").orElseThrow().newSecret();
  }

  private void deliver(String message) {
    assertThat(
            handler
                .handleRequest(event("announcements", messageId, message), Invocation.withAMinute())
                .getBatchItemFailures())
        .isEmpty();
  }

  private void makeDue(BatchId batchId) throws SQLException {
    ledger.change("update announcements set due_at = now() where batch_id = ?", batchId.value());
  }

  private long id(BatchId batchId) {
    return Long.parseLong(
        ledger
            .query("select announcement_id from announcements where batch_id = ?", batchId.value())
            .getFirst());
  }

  private String message(BatchId batchId) {
    return "{\"announcementId\":%d}".formatted(id(batchId));
  }

  private static void assertSigned(ReceivingSystem.Request request, WebhookSecret... secrets) {
    assertThat(request.header("webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                List.of(secrets),
                UUID.fromString(Objects.requireNonNull(request.header("webhook-id"))),
                Instant.ofEpochSecond(
                    Long.parseLong(Objects.requireNonNull(request.header("webhook-timestamp")))),
                request.body()));
  }

  private List<String> status(BatchId batchId) {
    return ledger.query(
        "select status, code, calls from announcements where batch_id = ?", batchId.value());
  }
}
