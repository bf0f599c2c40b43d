package bulkorder.ledger.recovery;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetriesTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String WHO = "somebody";

  @Inject BatchControl control;
  @Inject Cancellations cancellations;
  @Inject Retries retries;
  @Inject Payments payments;
  @Inject Notifications notifications;

  @Test
  void what_failed_is_tried_again_as_a_new_run() {
    BatchId batchId = given.batchOfNewOrders(2, 1);
    orders.giveUp(chunk(batchId, 1));
    orders.giveUp(chunk(batchId, 2));
    batches.endWhenDone(batchId);

    assertThat(retry(batchId, RowChoice.ALL)).isEqualTo(new Retry.Runs(2, 2, 0));

    assertThat(rows(batchId)).containsExactly("2 QUEUED - -", "3 QUEUED - -");
    Batch batch = batches.find(batchId).orElseThrow();
    assertThat(batch.status()).isEqualTo(BatchStatus.PROCESSING);
    assertThat(batch.runNo()).isEqualTo(2);
    assertThat(batch.endedAt()).isEmpty();
    assertThat(batch.reportsAt()).isEmpty();
    assertThat(chunks.open(batchId)).extracting(Chunk::runNo).containsExactly(2, 2);
    assertThat(
            ledger.query(
                """
                select run_no, kind, case when ended_at is null then 'open' else 'ended' end
                from batch_runs where batch_id = ? order by run_no
                """,
                batchId.value()))
        .containsExactly("1 IMPORT ended", "2 RETRY open");
  }

  @Test
  void a_declined_payment_is_tried_again_with_a_new_order_and_the_next_attempt() {
    ChunkMessage chunk = chunkWithOrders(1);
    String first = decline(chunk);
    sendMails(chunk);
    batches.endWhenDone(chunk.batch());
    List<String> orderBefore = orderIds(chunk.batch());

    assertThat(retry(chunk.batch(), RowChoice.ALL)).isEqualTo(new Retry.Runs(2, 1, 0));
    orders.create(chunk);
    Attempt second = payments.claim(chunk, LEASE).orElseThrow().attempts().getFirst();

    assertThat(second.idempotencyKey()).isNotEqualTo(first);
    assertThat(
            ledger.query(
                "select attempt from payment_orders where order_id = ?", second.leadOrderId()))
        .containsExactly("2");
    assertThat(orderBefore).doesNotContain(Long.toString(second.leadOrderId()));
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void a_stopped_batch_may_go_on_after_all() {
    ChunkMessage chunk = chunkWithOrders(1);
    control.requestCancel(chunk.batch());
    cancellations.cancel(chunk);
    batches.endWhenDone(chunk.batch());

    assertThat(retry(chunk.batch(), RowChoice.ALL)).isEqualTo(new Retry.Runs(2, 1, 0));
    orders.create(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
    assertThat(batches.find(chunk.batch()).orElseThrow().cancelRequestedAt()).isEmpty();
  }

  @Test
  void a_stopped_batch_whose_file_ran_as_another_does_not_run_twice() throws SQLException {
    BatchId stopped = stoppedBatch();
    BatchId original = given.batchOfNewOrders(1);
    ledger.change(
        "update batches set content_sha256 = (select content_sha256 from batches where batch_id = ?) where batch_id = ?",
        stopped.value(),
        original.value());

    assertThat(retry(stopped, RowChoice.ALL)).isEqualTo(new Retry.RanMeanwhile(original));
    assertThat(batches.find(stopped).orElseThrow().status()).isEqualTo(BatchStatus.CANCELLED);
  }

  @Test
  void a_mail_that_alone_failed_is_sent_again_and_the_payment_is_not_touched() {
    ChunkMessage chunk = chunkWithOrders(1);
    capture(chunk);
    notifications.giveUp(chunk);
    batches.endWhenDone(chunk.batch());
    List<String> orderBefore = orderIds(chunk.batch());

    assertThat(retry(chunk.batch(), RowChoice.ALL)).isEqualTo(new Retry.Runs(2, 0, 1));
    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    sendMails(chunk);
    batches.endWhenDone(chunk.batch());

    assertThat(rows(chunk.batch())).containsExactly("2 PAID SENT -");
    assertThat(orderIds(chunk.batch())).isEqualTo(orderBefore);
    assertThat(batches.find(chunk.batch()).orElseThrow().status()).isEqualTo(BatchStatus.COMPLETED);
  }

  @Test
  void rows_are_chosen_by_their_number_or_by_why_they_failed() {
    BatchId batchId = given.batchOfNewOrders(3, 1);
    orders.create(chunk(batchId, 1));
    decline(chunk(batchId, 1));
    sendMails(chunk(batchId, 1));
    orders.giveUp(chunk(batchId, 2));
    orders.giveUp(chunk(batchId, 3));
    batches.endWhenDone(batchId);

    assertThat(retry(batchId, codes("MAIL_NOT_SENT"))).isEqualTo(new Retry.NothingToRetry());
    assertThat(retry(batchId, codes("ORDER_NOT_CREATED"))).isEqualTo(new Retry.Runs(2, 2, 0));
    assertThat(rows(batchId))
        .containsExactly(
            "2 PAYMENT_FAILED SENT PAYMENT_METHOD_EXPIRED", "3 QUEUED - -", "4 QUEUED - -");
  }

  @Test
  void a_row_that_was_chosen_by_its_number_and_cannot_be_tried_again_is_named()
      throws SQLException {
    ChunkMessage chunk = chunkWithOrders(2);
    sendMails(chunk);
    leaveUnknown(chunk);
    batches.endWhenDone(chunk.batch());

    assertThat(retry(chunk.batch(), numbers(3))).isEqualTo(new Retry.OutcomeUnknown(3));
    assertThat(retry(chunk.batch(), numbers(99))).isEqualTo(new Retry.NotRetryable(99, null));
    assertThat(retry(chunk.batch(), RowChoice.ALL)).isEqualTo(new Retry.OutcomeUnknown(2));
  }

  @Test
  void a_row_that_may_have_been_charged_is_left_out_where_all_are_meant() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(2, 1);
    orders.create(chunk(batchId, 1));
    sendMails(chunk(batchId, 1));
    leaveUnknown(chunk(batchId, 1));
    orders.giveUp(chunk(batchId, 2));
    batches.endWhenDone(batchId);

    assertThat(retry(batchId, RowChoice.ALL)).isEqualTo(new Retry.Runs(2, 1, 0));

    assertThat(rows(batchId)).containsExactly("2 FAILED SENT OUTCOME_UNKNOWN", "3 QUEUED - -");
  }

  @Test
  void a_batch_that_runs_is_not_retried_and_an_unknown_one_does_not_exist() {
    BatchId batchId = given.batchOfNewOrders(1);

    assertThat(retry(batchId, RowChoice.ALL)).isEqualTo(new Retry.NotEnded(BatchStatus.PROCESSING));
    assertThat(retries.retry(new BatchId(UUID.randomUUID()), RowChoice.ALL, WHO)).isEmpty();
  }

  /** As if the provider had been asked for days and never had an answer. */
  private void leaveUnknown(ChunkMessage chunk) throws SQLException {
    payments.claim(chunk, LEASE);
    ledger.change(
        """
        update batch_rows set status = 'FAILED', code = 'OUTCOME_UNKNOWN'
        where batch_id = ? and chunk_no = ? and status = 'ORDERED'
        """,
        chunk.batchId(),
        chunk.chunk());
    ledger.change(
        """
        update batch_chunks set failed = ordered, ordered = 0, open_rows = 0 where batch_id = ? and chunk_no = ?
        """,
        chunk.batchId(),
        chunk.chunk());
  }

  private BatchId stoppedBatch() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.requestCancel(batchId);
    cancellations.cancel(chunk(batchId, 1));
    batches.endWhenDone(batchId);
    return batchId;
  }

  private Retry retry(BatchId batchId, RowChoice choice) {
    return retries.retry(batchId, choice, WHO).orElseThrow();
  }

  private static RowChoice codes(String... codes) {
    return new RowChoice(Set.of(codes), Set.of());
  }

  private static RowChoice numbers(Integer... rows) {
    return new RowChoice(Set.of(), Set.of(rows));
  }

  private String decline(ChunkMessage chunk) {
    return charge(chunk, new Declined(DeclineCode.PAYMENT_METHOD_EXPIRED, "expired"));
  }

  private void capture(ChunkMessage chunk) {
    charge(chunk, new Captured("id"));
  }

  private String charge(ChunkMessage chunk, AttemptOutcome outcome) {
    var claimed = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(
        claimed,
        claimed.attempts().stream()
            .collect(Collectors.toMap(Attempt::paymentId, attempt -> outcome)));
    return claimed.attempts().getFirst().idempotencyKey();
  }

  private void sendMails(ChunkMessage chunk) {
    var claimed = notifications.claim(chunk, LEASE).orElseThrow();
    Map<Long, MailOutcome> outcomes =
        claimed.mails().stream()
            .collect(
                Collectors.toMap(PendingMail::notificationId, mail -> new MailOutcome.Sent("id")));
    notifications.record(claimed.chunk(), outcomes);
    notifications.release(claimed.chunk());
  }

  private List<String> orderIds(BatchId batchId) {
    return ledger.query("select order_id from orders where batch_id = ?", batchId.value());
  }
}
