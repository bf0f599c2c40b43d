package bulkorder.ledger.recovery;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CancellationsTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject BatchControl control;
  @Inject Cancellations cancellations;
  @Inject Payments payments;
  @Inject Notifications notifications;

  @Test
  void rows_without_an_order_are_cancelled_and_the_batch_with_them() {
    BatchId batchId = given.batchOfNewOrders(2);
    control.requestCancel(batchId);

    assertThat(cancellations.cancel(chunk(batchId, 1)).orElseThrow().done()).isTrue();
    assertThat(batches.endWhenDone(batchId)).isTrue();

    assertThat(rows(batchId))
        .containsExactly("2 CANCELLED - BATCH_CANCELLED", "3 CANCELLED - BATCH_CANCELLED");
    assertThat(status(batchId)).isEqualTo(BatchStatus.CANCELLED);
  }

  @Test
  void an_order_that_nobody_charged_is_cancelled_with_its_mail() {
    ChunkMessage chunk = chunkWithOrders(1);
    control.requestCancel(chunk.batch());

    cancellations.cancel(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 CANCELLED SUPPRESSED BATCH_CANCELLED");
    assertThat(orderStates(chunk.batch())).containsExactly("CANCELLED");
    assertThat(mailStates(chunk.batch())).containsExactly("SUPPRESSED ORDER_CANCELLED");
    assertThat(counts(chunk)).containsExactly("0 1 0 1 0");
  }

  @Test
  void a_payment_that_was_never_called_ends_as_not_charged_and_sets_its_order_free()
      throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    neverCalled(chunk.batch(), orderIds(chunk.batch()));

    cancellations.cancel(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 CANCELLED SUPPRESSED BATCH_CANCELLED");
    assertThat(paymentStates(chunk.batch())).containsExactly("NOT_CHARGED false true");
  }

  @Test
  void a_payment_that_may_have_been_called_goes_on_and_the_batch_ends_as_cancelled_all_the_same() {
    ChunkMessage first = twoChunksTheFirstWithItsOrder();
    payments.claim(first, Duration.ZERO);
    control.requestCancel(first.batch());

    assertThat(cancellations.cancel(first).orElseThrow().openRows()).isEqualTo(1);
    cancellations.cancel(chunk(first.batch(), 2));
    assertThat(batches.endWhenDone(first.batch())).isFalse();
    capture(payments.claim(first, LEASE).orElseThrow());
    sendMails(first);

    assertThat(batches.endWhenDone(first.batch())).isTrue();
    assertThat(rows(first.batch()))
        .containsExactly("2 PAID SENT -", "3 CANCELLED - BATCH_CANCELLED");
    assertThat(status(first.batch())).isEqualTo(BatchStatus.CANCELLED);
  }

  @Test
  void a_stop_that_comes_too_late_for_every_row_leaves_the_batch_completed() {
    ChunkMessage chunk = chunkWithOrders(1);
    capture(payments.claim(chunk, LEASE).orElseThrow());
    control.requestCancel(chunk.batch());

    cancellations.cancel(chunk);
    sendMails(chunk);
    batches.endWhenDone(chunk.batch());

    assertThat(rows(chunk.batch())).containsExactly("2 PAID SENT -");
    assertThat(status(chunk.batch())).isEqualTo(BatchStatus.COMPLETED);
  }

  @Test
  void what_a_worker_holds_is_left_to_it() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    neverCalled(chunk.batch(), orderIds(chunk.batch()));
    ledger.change(
        "update batch_chunks set payment_lease_until = now() + interval '1 minute' where batch_id = ?",
        chunk.batchId());

    cancellations.cancel(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
    assertThat(paymentStates(chunk.batch())).containsExactly("PENDING true false");
  }

  @Test
  void a_mail_that_is_being_sent_is_suppressed_only_if_it_was_not_sent() {
    ChunkMessage sent = chunkWithOrders(1);
    ChunkMessage notSent = chunkWithOrders(1);
    PendingMail mail = claimMails(sent).getFirst();
    claimMails(notSent);

    cancellations.cancel(sent);
    cancellations.cancel(notSent);
    assertThat(rows(sent.batch())).containsExactly("2 CANCELLED PENDING BATCH_CANCELLED");
    record(sent, Map.of(mail.notificationId(), new MailOutcome.Sent("id")));
    record(notSent, Map.of());
    cancellations.cancel(sent);
    cancellations.cancel(notSent);

    assertThat(rows(sent.batch())).containsExactly("2 CANCELLED SENT BATCH_CANCELLED");
    assertThat(rows(notSent.batch())).containsExactly("2 CANCELLED SUPPRESSED BATCH_CANCELLED");
  }

  @Test
  void a_payment_of_several_orders_is_cancelled_as_a_whole() throws SQLException {
    BatchId batchId = threeChunksWithOrders();
    List<Long> orderIds = orderIds(batchId);
    neverCalled(batchId, orderIds.subList(0, 2));
    neverCalled(batchId, orderIds.subList(2, 3));

    cancellations.cancel(chunk(batchId, 2));

    assertThat(rows(batchId))
        .containsExactly(
            "2 CANCELLED SUPPRESSED BATCH_CANCELLED",
            "3 CANCELLED SUPPRESSED BATCH_CANCELLED",
            "4 ORDERED PENDING -");
    assertThat(
            ledger.query(
                "select open_rows, cancelled from batch_chunks where batch_id = ? order by chunk_no",
                batchId.value()))
        .containsExactly("0 1", "0 1", "1 0");
  }

  @Test
  void a_payment_of_several_orders_is_left_to_the_worker_that_holds_its_lead() throws SQLException {
    BatchId batchId = threeChunksWithOrders();
    neverCalled(batchId, orderIds(batchId).subList(0, 2));
    ledger.change(
        """
        update batch_chunks set payment_lease_until = now() + interval '1 minute' where batch_id = ? and chunk_no = 1
        """,
        batchId.value());

    cancellations.cancel(chunk(batchId, 2));

    assertThat(rows(batchId))
        .containsExactly("2 ORDERED PENDING -", "3 ORDERED PENDING -", "4 ORDERED PENDING -");
  }

  @Test
  void done_again_it_changes_nothing() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(2);
    neverCalled(chunk.batch(), orderIds(chunk.batch()).subList(0, 1));

    cancellations.cancel(chunk);
    List<String> before = rows(chunk.batch());
    cancellations.cancel(chunk);

    assertThat(rows(chunk.batch())).isEqualTo(before);
    assertThat(cancellations.cancel(new ChunkMessage(chunk.batchId(), 1, 99))).isEmpty();
  }

  private ChunkMessage twoChunksTheFirstWithItsOrder() {
    BatchId batchId = given.batchOfNewOrders(2, 1);
    orders.create(chunk(batchId, 1));
    return chunk(batchId, 1);
  }

  private BatchId threeChunksWithOrders() {
    BatchId batchId = given.batchOfNewOrders(3, 1);
    for (int i = 1; i <= 3; i++) {
      orders.create(chunk(batchId, i));
    }
    return batchId;
  }

  /**
   * A payment of these orders, of which the first leads, that is in the ledger and nowhere else.
   */
  private void neverCalled(BatchId batchId, List<Long> orderIds) throws SQLException {
    String key = UUID.randomUUID().toString();
    ledger.change(
        """
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method)
        values ('demo', ?, ?, 200, 'JPY', 'tok_visa')
        """,
        batchId.value(),
        key);
    for (long orderId : orderIds) {
      ledger.change(
          """
          insert into payment_orders (payment_id, order_id, attempt, amount, lead)
          select payment_id, ?, 1, 200, ? from payments where idempotency_key = ?
          """,
          orderId,
          orderId == orderIds.getFirst(),
          key);
    }
  }

  private void capture(ClaimedAttempts claimed) {
    Map<Long, AttemptOutcome> outcomes =
        claimed.attempts().stream()
            .collect(Collectors.toMap(Attempt::paymentId, attempt -> new Captured("id")));
    payments.record(claimed, outcomes);
  }

  private void sendMails(ChunkMessage chunk) {
    record(
        chunk,
        claimMails(chunk).stream()
            .collect(
                Collectors.toMap(PendingMail::notificationId, mail -> new MailOutcome.Sent("id"))));
  }

  private List<PendingMail> claimMails(ChunkMessage chunk) {
    return notifications.claim(chunk, LEASE).orElseThrow().mails();
  }

  private void record(ChunkMessage chunk, Map<Long, MailOutcome> outcomes) {
    Chunk claimed = chunks.find(chunk.batch(), chunk.chunk()).orElseThrow();
    notifications.record(claimed, outcomes);
    notifications.release(claimed);
  }

  private List<Long> orderIds(BatchId batchId) {
    return ledger
        .query("select order_id from orders where batch_id = ? order by 1", batchId.value())
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private List<String> orderStates(BatchId batchId) {
    return ledger.query("select status from orders where batch_id = ?", batchId.value());
  }

  private List<String> mailStates(BatchId batchId) {
    return ledger.query(
        "select status, code from notifications where batch_id = ?", batchId.value());
  }

  private List<String> paymentStates(BatchId batchId) {
    return ledger.query(
        """
        select p.status, case when po.live then 'true' else 'false' end,
          case when p.ended_at is null then 'false' else 'true' end
        from payments p join payment_orders po using (payment_id) where p.batch_id = ?
        """,
        batchId.value());
  }

  private List<String> counts(ChunkMessage chunk) {
    return ledger.query(
        """
        select ordered, cancelled, notifications_pending, notifications_suppressed, open_rows
        from batch_chunks where batch_id = ?
        """,
        chunk.batchId());
  }

  private BatchStatus status(BatchId batchId) {
    return batches.find(batchId).orElseThrow().status();
  }
}
