package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.ChunkQueues.State;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each chunk here was touched last ten minutes ago, if it is not said otherwise. */
@QuarkusTest
class StuckChunksTest extends LedgerTest {

  private static final StuckRule RULE =
      new StuckRule(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofHours(1));
  private static final int LIMIT = 10_000;

  @Inject StuckChunks stuckChunks;
  @Inject BatchControl control;
  @Inject Payments payments;

  /** Another one in each test, so that the heads of one do not count in the next. */
  private final String run = UUID.randomUUID().toString();

  @Test
  void a_chunk_is_stuck_if_its_queue_is_empty() throws SQLException {
    BatchId batchId = quietBatch();

    assertThat(stuck(batchId, queues(true))).containsExactly("1 to order");
    assertThat(stuck(batchId, queues(true))).isEmpty();
  }

  @Test
  void a_chunk_waits_in_a_long_queue_however_long_it_is() throws SQLException {
    BatchId batchId = quietBatch();
    head("orders", "demo", "11 minutes", "1 second");

    assertThat(stuck(batchId, queues(false))).isEmpty();
  }

  @Test
  void a_chunk_is_stuck_if_a_message_that_was_sent_later_has_come() throws SQLException {
    BatchId batchId = quietBatch();
    head("orders", "demo", "9 minutes 30 seconds", "1 second");
    assertThat(stuck(batchId, queues(false))).isEmpty();

    head("orders", "demo", "8 minutes", "1 second");

    assertThat(stuck(batchId, queues(false))).containsExactly("1 to order");
  }

  @Test
  void a_client_of_whom_nothing_comes_is_overtaken_by_later_messages_of_others_only_if_lost()
      throws SQLException {
    BatchId batchId = quietBatch();
    head("orders", "acme", "2 minutes", "1 second");
    head("orders", "demo", "11 minutes", "10 seconds");
    assertThat(stuck(batchId, queues(false))).isEmpty();

    head("orders", "demo", "11 minutes", "9 minutes");

    assertThat(stuck(batchId, queues(false))).containsExactly("1 to order");
  }

  @Test
  void a_chunk_is_stuck_after_the_longest_time_that_any_queue_takes() throws SQLException {
    BatchId batchId = quietBatch();
    ledger.change(
        """
        update batch_chunks set sent_at = now() - interval '61 minutes', updated_at = now() - interval '61 minutes'
        where batch_id = ?
        """,
        batchId.value());

    assertThat(stuck(batchId, queues(false))).containsExactly("1 to order");
  }

  @Test
  void each_side_of_a_chunk_is_judged_by_its_own_queue() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    age(chunk.batch());
    head("payments", "demo", "11 minutes", "1 second");
    head("notifications", "demo", "5 minutes", "1 second");

    assertThat(stuck(chunk.batch(), queues(false))).containsExactly("1 to notify");
  }

  @Test
  void a_side_that_an_invocation_holds_or_held_lately_is_not_stuck() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    age(chunk.batch());
    ledger.change(
        """
        update batch_chunks set payment_lease_until = now() + interval '1 minute',
          notification_lease_until = now() - interval '1 minute'
        where batch_id = ?
        """,
        chunk.batchId());

    assertThat(stuck(chunk.batch(), queues(true))).isEmpty();
  }

  @Test
  void rows_that_wait_for_the_providers_word_are_not_stuck() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    var claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    payments.record(
        claimed,
        claimed.attempts().stream()
            .collect(Collectors.toMap(Attempt::paymentId, attempt -> new Unknown())));
    age(chunk.batch());

    assertThat(stuck(chunk.batch(), queues(true))).containsExactly("1 to notify");
  }

  @Test
  void a_persons_pause_rests_and_a_machines_does_not() throws SQLException {
    BatchId paused = quietBatch();
    BatchId waiting = quietBatch();
    control.pause(paused);
    control.waitFor(waiting, PauseReason.PROVIDER_DOWN);

    assertThat(stuck(waiting, queues(true))).containsExactly("1 to order");
    assertThat(stuck(paused, queues(true))).isEmpty();
  }

  @Test
  void a_done_batch_that_is_paused_is_found_too() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.pause(batchId);
    assertThat(stuckChunks.doneButOpen(LIMIT)).doesNotContain(batchId);

    orders.giveUp(chunk(batchId, 1));

    assertThat(stuckChunks.doneButOpen(LIMIT)).contains(batchId);
    assertThat(stuckChunks.doneButOpen(1)).hasSize(1);
  }

  private BatchId quietBatch() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    age(batchId);
    return batchId;
  }

  private void age(BatchId batchId) throws SQLException {
    ledger.change(
        """
        update batch_chunks set sent_at = now() - interval '10 minutes', updated_at = now() - interval '10 minutes'
        where batch_id = ?
        """,
        batchId.value());
  }

  private void head(String queue, String client, String sentAgo, String seenAgo)
      throws SQLException {
    ledger.change(
        """
        insert into queue_heads (queue, client_id, sent_at, seen_at)
        values (?, ?, now() - cast(? as interval), now() - cast(? as interval))
        on conflict (queue, client_id) do update set sent_at = excluded.sent_at, seen_at = excluded.seen_at
        """,
        queue + run,
        client,
        sentAgo,
        seenAgo);
  }

  private ChunkQueues queues(boolean empty) {
    return new ChunkQueues(
        new State("orders" + run, empty),
        new State("payments" + run, empty),
        new State("notifications" + run, empty));
  }

  private List<String> stuck(BatchId batchId, ChunkQueues queues) {
    return stuckChunks.mark(RULE, queues, LIMIT).stream()
        .filter(stuck -> stuck.chunk().batchId().equals(batchId))
        .map(
            stuck ->
                stuck.chunk().chunkNo()
                    + (stuck.toOrder() ? " to order" : "")
                    + (stuck.toPay() ? " to pay" : "")
                    + (stuck.toNotify() ? " to notify" : ""))
        .toList();
  }
}
