package bulkorder.ledger.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
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
class PaymentsTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Payments payments;

  @Test
  void an_attempt_is_in_the_ledger_with_its_key_before_the_provider_is_called() {
    ChunkMessage chunk = chunkWithOrders(2);

    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();

    assertThat(claimed.attempts()).hasSize(2);
    assertThat(
            ledger.query(
                "select idempotency_key from payments where batch_id = ? order by 1",
                chunk.batchId()))
        .isEqualTo(claimed.attempts().stream().map(Attempt::idempotencyKey).sorted().toList());
  }

  @Test
  void a_chunk_is_claimed_by_one_invocation_at_a_time() {
    ChunkMessage chunk = chunkWithOrders(1);

    assertThat(payments.claim(chunk, LEASE)).isPresent();
    assertThat(payments.claim(chunk, LEASE)).isEmpty();
  }

  @Test
  void a_claim_ends_with_its_invocation_and_the_next_one_uses_the_same_keys() {
    ChunkMessage chunk = chunkWithOrders(2);
    List<Attempt> first = payments.claim(chunk, Duration.ZERO).orElseThrow().attempts();

    List<Attempt> second = payments.claim(chunk, LEASE).orElseThrow().attempts();

    assertThat(second).isEqualTo(first);
    assertThat(ledger.query("select calls from payments where batch_id = ?", chunk.batchId()))
        .containsExactly("2", "2");
  }

  @Test
  void a_captured_payment_pays_its_order() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new Captured("pay_1"));

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(ledger.query("select status from orders where batch_id = ?", chunk.batchId()))
        .containsExactly("PAID");
    assertThat(
            ledger.query(
                "select paid, amounts ->> 'PAID' from batch_chunks where batch_id = ?",
                chunk.batchId()))
        .containsExactly("1 {\"JPY\": 200.0000}");
  }

  @Test
  void a_declined_payment_cancels_its_order_and_leaves_the_reference_free() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new Declined(DeclineCode.INSUFFICIENT_FUNDS, "insufficient_funds"));

    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_FAILED PENDING INSUFFICIENT_FUNDS");
    assertThat(ledger.query("select status from orders where batch_id = ?", chunk.batchId()))
        .containsExactly("CANCELLED");
    assertThat(
            ledger.query(
                "select live from payment_orders join payments using (payment_id) where batch_id = ?",
                chunk.batchId()))
        .containsExactly("f");
  }

  @Test
  void an_order_that_comes_back_after_a_decline_is_charged_under_a_new_key() {
    String reference = UUID.randomUUID().toString();
    ChunkMessage first = chunk(given.batchOf(order(reference)), 1);
    orders.create(first);
    String declinedKey =
        record(first, new Declined(DeclineCode.INSUFFICIENT_FUNDS, "insufficient_funds"))
            .getFirst()
            .idempotencyKey();
    ChunkMessage second = chunk(given.batchOf(order(reference)), 1);
    orders.create(second);

    Attempt again = payments.claim(second, LEASE).orElseThrow().attempts().getFirst();

    assertThat(again.idempotencyKey()).isNotEqualTo(declinedKey);
    assertThat(
            ledger.query(
                "select attempt from payment_orders where payment_id = ?", again.paymentId()))
        .containsExactly("2");
  }

  @Test
  void a_restored_ledger_makes_the_same_key_for_the_same_attempt() throws SQLException {
    String reference = UUID.randomUUID().toString();
    ChunkMessage lost = chunk(given.batchOf(order(reference)), 1);
    orders.create(lost);
    String key = payments.claim(lost, LEASE).orElseThrow().attempts().getFirst().idempotencyKey();
    ledger.change(
        "delete from payment_orders where payment_id in (select payment_id from payments where batch_id = ?)",
        lost.batchId());
    ledger.change("delete from payments where batch_id = ?", lost.batchId());
    ledger.change("delete from orders where batch_id = ?", lost.batchId());

    ChunkMessage restored = chunk(given.batchOf(order(reference)), 1);
    orders.create(restored);

    assertThat(payments.claim(restored, LEASE).orElseThrow().attempts().getFirst().idempotencyKey())
        .isEqualTo(key);
  }

  @Test
  void an_unknown_outcome_is_a_state_of_its_own_and_is_asked_for_under_the_same_key() {
    ChunkMessage chunk = chunkWithOrders(1);
    List<Attempt> first = record(chunk, new Unknown());
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");

    assertThat(record(chunk, new Captured("pay_1"))).isEqualTo(first);

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
  }

  @Test
  void a_payment_that_was_not_taken_stays_open() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new NotTaken(Because.TURNED_AWAY, Duration.ZERO));

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void an_outcome_that_is_recorded_stays() {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(claimed.chunk(), all(claimed, new Captured("pay_1")));

    payments.record(
        claimed.chunk(), all(claimed, new Declined(DeclineCode.DECLINED_BY_ISSUER, "late")));

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(
            ledger.query(
                "select status, decline_code from payments where batch_id = ?", chunk.batchId()))
        .containsExactly("CAPTURED -");
  }

  @Test
  void giving_up_says_whether_money_may_have_moved() {
    ChunkMessage called = chunkWithOrders(1);
    record(called, new Unknown());
    ChunkMessage neverCalled = chunkWithOrders(1);

    payments.giveUp(called);
    payments.giveUp(neverCalled);

    assertThat(rows(called.batch())).containsExactly("2 FAILED PENDING OUTCOME_UNKNOWN");
    assertThat(rows(neverCalled.batch())).containsExactly("2 FAILED PENDING PAYMENT_NOT_SENT");
  }

  @Test
  void a_chunk_that_is_being_charged_is_not_given_up() {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();

    assertThatThrownBy(() -> payments.giveUp(chunk))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being worked on");

    payments.record(claimed.chunk(), all(claimed, new Captured("pay_1")));
    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
  }

  @Test
  void a_chunk_that_does_not_exist_is_not_given_up() {
    assertThat(payments.giveUp(new ChunkMessage(UUID.randomUUID(), 1, 1))).isEmpty();
  }

  @Test
  void an_order_whose_payment_never_began_may_be_sent_again() {
    String reference = UUID.randomUUID().toString();
    ChunkMessage givenUp = chunk(given.batchOf(order(reference)), 1);
    orders.create(givenUp);
    payments.giveUp(givenUp);

    ChunkMessage again = chunk(given.batchOf(order(reference)), 1);
    orders.create(again);

    assertThat(rows(again.batch())).containsExactly("2 ORDERED PENDING -");
    assertThat(payments.claim(again, LEASE).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void an_order_that_may_have_been_charged_keeps_its_reference() {
    String reference = UUID.randomUUID().toString();
    ChunkMessage givenUp = chunk(given.batchOf(order(reference)), 1);
    orders.create(givenUp);
    record(givenUp, new Unknown());
    payments.giveUp(givenUp);

    BatchId again = given.batchOf(order(reference));

    assertThat(rows(again)).containsExactly("2 DUPLICATE - ALREADY_ORDERED");
  }

  private List<Attempt> record(ChunkMessage chunk, AttemptOutcome outcome) {
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(claimed.chunk(), all(claimed, outcome));
    return claimed.attempts();
  }

  private static Map<Long, AttemptOutcome> all(ClaimedAttempts claimed, AttemptOutcome outcome) {
    return claimed.attempts().stream().collect(Collectors.toMap(Attempt::paymentId, a -> outcome));
  }
}
