package bulkorder.ordering;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.ReportMessage;
import bulkorder.ledger.messaging.ReportsConfig;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueEvents;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs =
        @ResourceArg(
            name = Queues.NAMES,
            value = "orders,payments,notifications,reports,announcements"))
class CreateOrdersTest extends LedgerTest {

  private static final String DEAD_LETTER_ARN =
      "arn:aws:sqs:ap-northeast-1:000000000000:orders-dead-letter";

  @Inject CreateOrders createOrders;
  @Inject ResumeStuckWork resumeStuckWork;
  @Inject BatchControl control;
  @Inject Payments paymentLedger;
  @Inject OrderConfig config;
  @Inject ReportsConfig reportsConfig;
  @Inject SqsClient sqs;
  @Inject ObjectMapper json;

  @Inject
  @Named("orders")
  OrdersHandler ordersHandler;

  @Inject
  @Named("orders-dead-letter")
  OrdersDeadLetterHandler deadLetterHandler;

  private QueueView ordersQueue;
  private QueueView payments;
  private QueueView notifications;
  private QueueView reports;

  @BeforeEach
  void theQueuesAreEmpty() {
    ordersQueue = new QueueView(sqs, config.ordersQueueUrl());
    payments = new QueueView(sqs, config.paymentsQueueUrl());
    notifications = new QueueView(sqs, config.notificationsQueueUrl());
    reports = new QueueView(sqs, reportsConfig.reportsQueueUrl().orElseThrow());
    List.of(ordersQueue, payments, notifications, reports).forEach(QueueView::clear);
  }

  @Test
  void a_chunk_with_orders_goes_to_payment_and_notification() throws JsonProcessingException {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(2), 1);

    createOrders.create(chunk, inAMinute());

    assertThat(payments.take()).containsExactly(json.writeValueAsString(chunk));
    assertThat(notifications.take()).containsExactly(json.writeValueAsString(chunk));
  }

  @Test
  void a_redelivered_chunk_is_sent_on_again_in_case_that_failed() {
    ChunkMessage chunk = chunkWithOrders(2);

    createOrders.create(chunk, inAMinute());

    assertThat(payments.take()).hasSize(1);
    assertThat(notifications.take()).hasSize(1);
  }

  @Test
  void a_bad_message_does_not_fail_its_neighbours() throws JsonProcessingException {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(1), 1);

    var response =
        ordersHandler.handleRequest(
            event(message("good", json.writeValueAsString(chunk)), message("bad", "nonsense")),
            Invocation.withAMinute());

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("bad");
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void a_dead_letter_is_kept_and_its_rows_and_batch_end() throws JsonProcessingException {
    BatchId batchId = given.batchOfNewOrders(1);
    String messageId = UUID.randomUUID().toString();
    SQSEvent event = event(message(messageId, json.writeValueAsString(chunk(batchId, 1))));

    deadLetterHandler.handleRequest(event, Invocation.withAMinute());
    deadLetterHandler.handleRequest(event, Invocation.withAMinute());

    assertThat(rows(batchId)).containsExactly("2 FAILED - ORDER_NOT_CREATED");
    assertThat(batches.find(batchId).orElseThrow().status())
        .isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
    assertThat(
            ledger.query(
                "select queue, batch_id, chunk_no from dead_letters where message_id = ?",
                messageId))
        .containsExactly("orders-dead-letter " + batchId + " 1");
  }

  @Test
  void the_end_of_a_batch_asks_for_its_reports_once() throws JsonProcessingException {
    BatchId batchId = given.batchOfNewOrders(1);

    createOrders.giveUp(chunk(batchId, 1));
    createOrders.giveUp(chunk(batchId, 1));

    assertThat(reports.take()).containsExactly(reportMessage(batchId));
  }

  @Test
  void reports_that_nobody_asked_for_after_the_end_are_asked_for() throws Exception {
    BatchId batchId = given.batchOfNewOrders(1);
    createOrders.giveUp(chunk(batchId, 1));
    reports.clear();
    ledger.change(
        "update batches set ended_at = now() - interval '4 minutes' where batch_id = ?",
        batchId.value());

    resumeStuckWork.resume();

    assertThat(reports.take()).containsExactly(reportMessage(batchId));
  }

  @Test
  void a_dead_letter_that_nobody_can_read_is_kept_as_it_is() {
    String messageId = UUID.randomUUID().toString();

    var response =
        deadLetterHandler.handleRequest(
            event(message(messageId, "nonsense")), Invocation.withAMinute());

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(ledger.query("select body from dead_letters where message_id = ?", messageId))
        .containsExactly("nonsense");
  }

  @Test
  void stuck_chunks_go_to_the_queues_of_what_they_wait_for() throws Exception {
    BatchId queued = given.batchOfNewOrders(1);
    ChunkMessage ordered = chunkWithOrders(1);
    for (BatchId batchId : List.of(queued, ordered.batch())) {
      ledger.change(
          """
          update batch_chunks set sent_at = now() - interval '1 hour', updated_at = now() - interval '1 hour'
          where batch_id = ?
          """,
          batchId.value());
    }

    assertThat(resumeStuckWork.resume()).isEqualTo(2);

    assertThat(ordersQueue.take()).containsExactly(json.writeValueAsString(chunk(queued, 1)));
    assertThat(payments.take()).containsExactly(json.writeValueAsString(ordered));
    assertThat(notifications.take()).containsExactly(json.writeValueAsString(ordered));
    assertThat(resumeStuckWork.resume()).isZero();
  }

  @Test
  void chunks_for_which_no_time_is_left_are_handed_on_and_fail_nobody() throws Exception {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(1), 1);

    var response =
        ordersHandler.handleRequest(
            event(message("late", json.writeValueAsString(chunk))),
            new Invocation(Duration.ofSeconds(9)));

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(rows(chunk.batch())).containsExactly("2 QUEUED - -");
    assertThat(ordersQueue.delayed()).isEqualTo(1);
  }

  @Test
  void a_message_of_a_paused_batch_is_dropped() {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(1), 1);
    control.pause(chunk.batch());

    createOrders.create(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 QUEUED - -");
    assertThat(payments.take()).isEmpty();
    assertThat(ordersQueue.delayed()).isZero();
  }

  @Test
  void a_stopped_batch_ends_as_cancelled_when_its_last_message_comes() throws Exception {
    BatchId batchId = given.batchOfNewOrders(2, 1);
    createOrders.create(chunk(batchId, 1), inAMinute());
    List.of(payments, notifications).forEach(QueueView::clear);
    control.requestCancel(batchId);

    createOrders.create(chunk(batchId, 1), inAMinute());
    createOrders.create(chunk(batchId, 2), inAMinute());

    assertThat(rows(batchId))
        .containsExactly("2 CANCELLED SUPPRESSED BATCH_CANCELLED", "3 CANCELLED - BATCH_CANCELLED");
    assertThat(batches.find(batchId).orElseThrow().status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(payments.take()).isEmpty();
    assertThat(reports.take()).containsExactly(reportMessage(batchId));
  }

  @Test
  void what_may_have_been_charged_of_a_stopped_batch_goes_on() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    paymentLedger.claim(chunk, Duration.ZERO);
    control.requestCancel(chunk.batch());

    createOrders.create(chunk, inAMinute());

    assertThat(payments.take()).containsExactly(json.writeValueAsString(chunk));
  }

  @Test
  void a_chunk_whose_message_waits_in_its_queue_is_not_sent_again() throws Exception {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(1), 1);
    ledger.change(
        """
        update batch_chunks set sent_at = now() - interval '10 minutes', updated_at = now() - interval '10 minutes'
        where batch_id = ?
        """,
        chunk.batchId());
    sqs.sendMessage(r -> r.queueUrl(config.ordersQueueUrl()).messageBody("another"));

    assertThat(resumeStuckWork.resume()).isZero();
    ordersQueue.clear();

    assertThat(resumeStuckWork.resume()).isEqualTo(1);
    assertThat(ordersQueue.take()).containsExactly(json.writeValueAsString(chunk));
  }

  @Test
  void how_far_a_queue_has_come_is_noted_of_each_client() throws Exception {
    var first = message("1", json.writeValueAsString(chunk(given.batchOfNewOrders(1), 1)));
    first.setAttributes(Map.of("MessageGroupId", "acme", "SentTimestamp", "1700000000000"));
    first.setEventSourceArn("arn:aws:sqs:ap-northeast-1:000000000000:noted");
    var second = message("2", json.writeValueAsString(chunk(given.batchOfNewOrders(1), 1)));
    second.setAttributes(Map.of("MessageGroupId", "acme", "SentTimestamp", "1700000001000"));
    second.setEventSourceArn(first.getEventSourceArn());

    ordersHandler.handleRequest(event(first, second), Invocation.withAMinute());

    assertThat(
            ledger.query(
                "select client_id, extract(epoch from sent_at)::bigint from queue_heads where queue = 'noted'"))
        .containsExactly("acme 1700000000");
  }

  private String reportMessage(BatchId batchId) throws JsonProcessingException {
    return json.writeValueAsString(new ReportMessage(batchId.value()));
  }

  private static SQSMessage message(String id, String body) {
    SQSMessage message = QueueEvents.message(id, body);
    message.setEventSourceArn(DEAD_LETTER_ARN);
    return message;
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
