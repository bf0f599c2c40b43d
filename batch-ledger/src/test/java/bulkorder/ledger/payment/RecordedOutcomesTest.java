package bulkorder.ledger.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.PersonsFinding.WasCaptured;
import bulkorder.ledger.payment.PersonsFinding.WasNotCharged;
import bulkorder.ledger.payment.RecordedOutcome.Known;
import bulkorder.ledger.payment.RecordedOutcome.NoPayment;
import bulkorder.ledger.payment.RecordedOutcome.NotUnknown;
import bulkorder.ledger.payment.RecordedOutcome.Recorded;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordedOutcomesTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Payments payments;
  @Inject Packing packing;
  @Inject RecordedOutcomes recordedOutcomes;
  @Inject Progress progress;

  @Test
  void a_payment_that_a_person_found_captured_pays_its_order() {
    ChunkMessage chunk = chunkWithOrders(1);
    long paymentId = unknown(chunk);

    assertThat(recordedOutcomes.record(paymentId, new WasCaptured("pay_7"), "Mori"))
        .isInstanceOfSatisfying(
            Recorded.class,
            r -> assertThat(List.of(r.batchId(), r.rows())).isEqualTo(List.of(chunk.batch(), 1)));

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(payment(paymentId)).isEqualTo("CAPTURED pay_7");
    assertThat(orderStatus(chunk.batch())).containsExactly("PAID");
    assertThat(
            ledger.query(
                "select paid, payment_unknown from batch_chunks where batch_id = ?",
                chunk.batchId()))
        .containsExactly("1 0");
    assertThat(
            ledger.query(
                "select actor, action, details ->> 'reference' from audit_events where subject = ?",
                Long.toString(paymentId)))
        .containsExactly("Mori PAYMENT_OUTCOME_RECORDED pay_7");
  }

  @Test
  void a_payment_that_was_not_charged_cancels_its_order_and_leaves_the_reference_free() {
    ChunkMessage chunk = chunkWithOrders(1);
    long paymentId = unknown(chunk);

    recordedOutcomes.record(paymentId, new WasNotCharged(), "Mori");

    assertThat(rows(chunk.batch())).containsExactly("2 FAILED SUPPRESSED PAYMENT_NOT_SENT");
    assertThat(payment(paymentId)).isEqualTo("NOT_CHARGED -");
    assertThat(orderStatus(chunk.batch())).containsExactly("CANCELLED");
    assertThat(ledger.query("select live from payment_orders where payment_id = ?", paymentId))
        .containsExactly("f");
    assertThat(
            ledger.query(
                "select failed, open_rows from batch_chunks where batch_id = ?", chunk.batchId()))
        .containsExactly("1 0");
  }

  @Test
  void rows_that_failed_because_nobody_knew_are_paid_too() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    long paymentId = unknown(chunk);
    ledger.change(
        "update batch_rows set status = 'FAILED', code = 'OUTCOME_UNKNOWN' where batch_id = ?",
        chunk.batchId());

    recordedOutcomes.record(paymentId, new WasCaptured("pay_8"), "Mori");

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
  }

  @Test
  void the_progress_of_a_batch_that_has_ended_shows_what_was_found_out_since() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    long paymentId = unknown(chunk);
    ledger.change(
        "update batch_rows set status = 'FAILED', code = 'OUTCOME_UNKNOWN' where batch_id = ?",
        chunk.batchId());
    ledger.change(
        """
        update batches
        set status = 'COMPLETED_WITH_ERRORS', ended_at = now(), progress_at_end = '{"rows": 1, "endedRows": 1,
          "counts": {"FAILED": 1}, "notifications": {}, "amounts": {}}'
        where batch_id = ?
        """,
        chunk.batchId());
    assertThat(progress.of(batch(chunk)).counts()).containsEntry(RowStatus.FAILED, 1);

    recordedOutcomes.record(paymentId, new WasCaptured("pay_10"), "Mori");

    assertThat(progress.of(batch(chunk)).counts())
        .containsEntry(RowStatus.FAILED, 0)
        .containsEntry(RowStatus.PAID, 1);
  }

  private Batch batch(ChunkMessage chunk) {
    return batches.find(chunk.batch()).orElseThrow();
  }

  @Test
  void all_rows_of_a_payment_follow_whatever_chunk_they_are_in() {
    String reference = UUID.randomUUID().toString();
    BatchId batchId =
        given.aggregatedBatchOf(
            1, List.of(orderFor(reference + 1, 100, "a"), orderFor(reference + 2, 200, "a")));
    orders.create(chunk(batchId, 1));
    orders.create(chunk(batchId, 2));
    packing.pack(batchId, Duration.ofSeconds(20));
    long paymentId = unknown(chunk(batchId, 1));

    assertThat(recordedOutcomes.record(paymentId, new WasCaptured("pay_9"), "Mori"))
        .isInstanceOfSatisfying(
            Recorded.class,
            r -> assertThat(List.of(r.batchId(), r.rows())).isEqualTo(List.of(batchId, 2)));

    assertThat(rows(batchId)).containsExactly("2 PAID PENDING -", "3 PAID PENDING -");
    assertThat(
            ledger.query("select sum(paid) from batch_chunks where batch_id = ?", batchId.value()))
        .containsExactly("2");
  }

  @Test
  void an_outcome_that_is_known_stays() {
    long paymentId = unknown(chunkWithOrders(1));
    recordedOutcomes.record(paymentId, new WasCaptured("pay_1"), "Mori");

    assertThat(recordedOutcomes.record(paymentId, new WasNotCharged(), "Sato"))
        .isEqualTo(new Known("CAPTURED"));
    assertThat(payment(paymentId)).isEqualTo("CAPTURED pay_1");
  }

  @Test
  void a_payment_that_is_being_charged_has_no_outcome_yet() {
    ChunkMessage chunk = chunkWithOrders(1);
    long paymentId = payments.claim(chunk, LEASE).orElseThrow().attempts().getFirst().paymentId();

    assertThat(recordedOutcomes.record(paymentId, new WasNotCharged(), "Mori"))
        .isEqualTo(new NotUnknown("PENDING"));
    assertThat(recordedOutcomes.record(Long.MAX_VALUE, new WasNotCharged(), "Mori"))
        .isEqualTo(new NoPayment());
  }

  private long unknown(ChunkMessage chunk) {
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();
    long paymentId = claimed.attempts().getFirst().paymentId();
    payments.record(claimed, Map.of(paymentId, new AttemptOutcome.Unknown()));
    return paymentId;
  }

  private String payment(long paymentId) {
    return ledger
        .query("select status, provider_reference from payments where payment_id = ?", paymentId)
        .getFirst();
  }

  private List<String> orderStatus(BatchId batchId) {
    return ledger.query("select status from orders where batch_id = ?", batchId.value());
  }
}
