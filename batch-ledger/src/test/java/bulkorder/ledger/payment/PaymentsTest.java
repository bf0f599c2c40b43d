package bulkorder.ledger.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.ChunkState;
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
  void an_unknown_outcome_is_a_state_of_its_own_and_is_not_charged_from_here_any_more() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new Unknown());

    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
    assertThat(payments.claim(chunk, LEASE).orElseThrow().attempts()).isEmpty();
    assertThat(
            ledger.query(
                "select status, ask_at - unknown_since > '50 s' from payments where batch_id = ?",
                chunk.batchId()))
        .containsExactly("UNKNOWN t");
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
    payments.record(claimed, all(claimed, new Captured("pay_1")));

    payments.record(claimed, all(claimed, new Declined(DeclineCode.DECLINED_BY_ISSUER, "late")));

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(
            ledger.query(
                "select status, decline_code from payments where batch_id = ?", chunk.batchId()))
        .containsExactly("CAPTURED -");
  }

  @Test
  void a_payment_that_certainly_was_not_taken_counts_as_never_called() {
    ChunkMessage chunk = chunkWithOrders(2);

    record(chunk, new NotTaken(Because.UNREACHABLE, Duration.ZERO));
    ClaimedAttempts notBegun = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(notBegun, Map.of());

    assertThat(ledger.query("select calls from payments where batch_id = ?", chunk.batchId()))
        .containsExactly("0", "0");
  }

  @Test
  void a_call_that_never_came_back_is_not_forgotten_by_one_that_was_turned_away() {
    ChunkMessage chunk = chunkWithOrders(1);
    assertThat(payments.claim(chunk, Duration.ZERO)).isPresent();

    record(chunk, new NotTaken(Because.TURNED_AWAY, Duration.ZERO));
    payments.giveUp(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
  }

  @Test
  void giving_up_fails_what_was_never_sent_and_has_the_rest_asked_for() {
    ChunkMessage called = chunkWithOrders(1);
    assertThat(payments.claim(called, Duration.ZERO)).isPresent();
    ChunkMessage turnedAway = chunkWithOrders(1);
    record(turnedAway, new NotTaken(Because.TURNED_AWAY, Duration.ZERO));
    ChunkMessage neverClaimed = chunkWithOrders(1);

    payments.giveUp(called);
    payments.giveUp(turnedAway);
    payments.giveUp(neverClaimed);

    assertThat(rows(called.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
    assertThat(rows(turnedAway.batch())).containsExactly("2 FAILED PENDING PAYMENT_NOT_SENT");
    assertThat(rows(neverClaimed.batch())).containsExactly("2 FAILED PENDING PAYMENT_NOT_SENT");
    assertThat(
            ledger.query(
                "select p.status, o.status from payments p join payment_orders using (payment_id) join orders o"
                    + " using (order_id) where p.batch_id = ?",
                turnedAway.batchId()))
        .containsExactly("NOT_CHARGED CANCELLED");
  }

  @Test
  void a_payment_that_ended_unpaid_is_followed_by_an_attempt_under_a_new_key() {
    ChunkMessage chunk = chunkWithOrders(1);
    String spent =
        record(chunk, new NotTaken(Because.ENDED_UNPAID, Duration.ZERO))
            .getFirst()
            .idempotencyKey();
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");

    Attempt next = payments.claim(chunk, LEASE).orElseThrow().attempts().getFirst();

    assertThat(next.idempotencyKey()).isNotEqualTo(spent);
    assertThat(
            ledger.query(
                "select attempt, live from payment_orders where payment_id = ?", next.paymentId()))
        .containsExactly("2 t");
  }

  @Test
  void a_provider_that_might_charge_a_key_twice_is_not_called_twice_with_it() {
    ChunkMessage chunk = chunkWithOrders(2);
    ClaimedAttempts first = payments.claimUnsent(chunk, Duration.ZERO).orElseThrow();
    payments.record(first, Map.of(first.attempts().getFirst().paymentId(), new Captured("pay_1")));
    assertThat(payments.claimUnsent(chunk, Duration.ZERO).orElseThrow().attempts()).hasSize(1);

    assertThat(payments.claimUnsent(chunk, LEASE).orElseThrow().attempts()).isEmpty();

    assertThat(rows(chunk.batch()))
        .containsExactly("2 PAID PENDING -", "3 PAYMENT_UNKNOWN PENDING -");
  }

  @Test
  void a_key_that_another_payment_has_is_found_before_the_provider_is_called() throws SQLException {
    String reference = UUID.randomUUID().toString();
    ChunkMessage chunk = chunk(given.batchOf(order(reference)), 1);
    orders.create(chunk);
    ledger.change(
        """
        insert into payments (client_id, idempotency_key, amount, currency, payment_method)
        select client_id, encode(sha256(convert_to(client_id || E'\\n' || order_reference || E'\\n1', 'UTF8')), 'hex'),
          12345, 'JPY', 'tok_other'
        from orders where batch_id = ?
        """,
        chunk.batchId());

    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(claimed, Map.of());

    assertThat(claimed.attempts()).isEmpty();
    assertThat(rows(chunk.batch())).containsExactly("2 FAILED PENDING PAYMENT_KEY_IN_USE");
  }

  @Test
  void a_payment_of_several_orders_moves_all_of_them_wherever_they_are() throws SQLException {
    BatchId batch = given.batchOfNewOrders(2, 1);
    ChunkMessage lead = chunk(batch, 1);
    ChunkMessage other = chunk(batch, 2);
    orders.create(lead);
    orders.create(other);
    aggregate(batch);

    assertThat(payments.claim(other, LEASE).orElseThrow().attempts()).isEmpty();
    ClaimedAttempts claimed = payments.claim(lead, LEASE).orElseThrow();
    List<ChunkState> moved = payments.record(claimed, all(claimed, new Captured("pay_1")));

    assertThat(claimed.attempts()).hasSize(1);
    assertThat(claimed.attempts().getFirst().orderIds()).hasSize(2);
    assertThat(moved).extracting(state -> state.chunk().chunkNo()).containsExactly(1, 2);
    assertThat(rows(batch)).containsExactly("2 PAID PENDING -", "3 PAID PENDING -");
    assertThat(
            ledger.query(
                "select chunk_no, paid from batch_chunks where batch_id = ? order by 1",
                batch.value()))
        .containsExactly("1 1", "2 1");
  }

  @Test
  void a_declined_payment_of_several_orders_fails_exactly_these() throws SQLException {
    BatchId batch = given.batchOfNewOrders(2, 1);
    orders.create(chunk(batch, 1));
    orders.create(chunk(batch, 2));
    aggregate(batch);

    record(chunk(batch, 1), new Declined(DeclineCode.LIMIT_EXCEEDED, "over_limit"));

    assertThat(rows(batch))
        .containsExactly(
            "2 PAYMENT_FAILED PENDING LIMIT_EXCEEDED", "3 PAYMENT_FAILED PENDING LIMIT_EXCEEDED");
    assertThat(ledger.query("select status from orders where batch_id = ?", batch.value()))
        .containsExactly("CANCELLED", "CANCELLED");
  }

  @Test
  void a_chunk_that_is_being_charged_is_not_given_up() {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();

    assertThatThrownBy(() -> payments.giveUp(chunk))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being worked on");

    payments.record(claimed, all(claimed, new Captured("pay_1")));
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
    assertThat(payments.claim(givenUp, Duration.ZERO)).isPresent();
    payments.giveUp(givenUp);

    BatchId again = given.batchOf(order(reference));

    assertThat(rows(again)).containsExactly("2 DUPLICATE - ALREADY_ORDERED");
  }

  /** One payment of all orders of a batch, led by that of its first row. */
  private void aggregate(BatchId batch) throws SQLException {
    ledger.change(
        "update batches set payment_mode = 'AGGREGATED' where batch_id = ?", batch.value());
    ledger.change(
        """
        with p as (
          insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method)
          select min(client_id), batch_id, 'key-of-' || batch_id, sum(amount), 'JPY', 'tok_visa'
          from orders where batch_id = ? group by batch_id
          returning payment_id, batch_id
        )
        insert into payment_orders (payment_id, order_id, attempt, amount, lead)
        select payment_id, order_id, 1, amount, import_row_number = 2 from p join orders using (batch_id)
        """,
        batch.value());
  }

  private List<Attempt> record(ChunkMessage chunk, AttemptOutcome outcome) {
    ClaimedAttempts claimed = payments.claim(chunk, LEASE).orElseThrow();
    payments.record(claimed, all(claimed, outcome));
    return claimed.attempts();
  }

  private static Map<Long, AttemptOutcome> all(ClaimedAttempts claimed, AttemptOutcome outcome) {
    return claimed.attempts().stream().collect(Collectors.toMap(Attempt::paymentId, a -> outcome));
  }
}
