package bulkorder.ordering;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Batches whose orders are charged together where they have one payer. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs =
        @ResourceArg(
            name = Queues.NAMES,
            value = "orders,payments,notifications,reports,announcements"))
class ChargeTogetherTest extends LedgerTest {

  @Inject CreateOrders createOrders;
  @Inject ResumeStuckWork resumeStuckWork;
  @Inject OrderConfig config;
  @Inject SqsClient sqs;
  @Inject ObjectMapper json;

  private final String reference = UUID.randomUUID().toString();
  private QueueView payments;
  private QueueView notifications;

  @BeforeEach
  void theQueuesAreEmpty() {
    payments = new QueueView(sqs, config.paymentsQueueUrl());
    notifications = new QueueView(sqs, config.notificationsQueueUrl());
    List.of(payments, notifications).forEach(QueueView::clear);
  }

  @Test
  void payment_begins_when_the_last_order_exists_with_the_chunks_that_lead_one()
      throws JsonProcessingException {
    BatchId batchId = batch(order(2, "a"), order(3, "b"), order(4, "a"));

    createOrders.create(chunk(batchId, 1), inAMinute());
    createOrders.create(chunk(batchId, 3), inAMinute());
    assertThat(payments.take()).isEmpty();
    assertThat(notifications.take()).hasSize(2);
    createOrders.create(chunk(batchId, 2), inAMinute());

    assertThat(payments.take())
        .containsExactlyInAnyOrder(body(chunk(batchId, 1)), body(chunk(batchId, 2)));
    assertThat(paymentCount(batchId)).isEqualTo("2");
  }

  @Test
  void a_redelivered_chunk_sends_again_what_nobody_has_set_out_to_charge() throws SQLException {
    BatchId batchId = batch(order(2, "a"), order(3, "b"));
    createOrders.create(chunk(batchId, 1), inAMinute());
    createOrders.create(chunk(batchId, 2), inAMinute());
    payments.take();
    ledger.change(
        "update payments set calls = 1 where batch_id = ? and payment_method = 'a'",
        batchId.value());

    createOrders.create(chunk(batchId, 2), inAMinute());

    assertThat(payments.take()).hasSize(1);
    assertThat(paymentCount(batchId)).isEqualTo("2");
  }

  @Test
  void a_chunk_that_is_given_up_does_not_hold_up_the_payment_of_the_others() {
    BatchId batchId = batch(order(2, "a"), order(3, "b"));
    createOrders.create(chunk(batchId, 1), inAMinute());

    createOrders.giveUp(chunk(batchId, 2));

    assertThat(payments.take()).hasSize(1);
    assertThat(paymentCount(batchId)).isEqualTo("1");
  }

  @Test
  void a_batch_that_nobody_packed_is_packed_by_the_look_for_stuck_work() throws SQLException {
    BatchId batchId = batch(order(2, "a"));
    orders.create(chunk(batchId, 1));
    ledger.change(
        "update batch_chunks set updated_at = now() - interval '1 hour' where batch_id = ?",
        batchId.value());

    resumeStuckWork.resume();

    assertThat(paymentCount(batchId)).isEqualTo("1");
    assertThat(payments.take()).isNotEmpty();
  }

  private BatchId batch(OrderLine... lines) {
    return given.aggregatedBatchOf(1, List.of(lines));
  }

  private OrderLine order(int row, String payer) {
    return orderFor(reference + row, 300, payer);
  }

  private String body(ChunkMessage message) throws JsonProcessingException {
    return json.writeValueAsString(message);
  }

  private String paymentCount(BatchId batchId) {
    return ledger
        .query("select count(*) from payments where batch_id = ?", batchId.value())
        .getFirst();
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
