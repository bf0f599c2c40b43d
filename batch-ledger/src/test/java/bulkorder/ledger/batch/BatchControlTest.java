package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchControlTest extends LedgerTest {

  @Inject BatchControl control;
  @Inject Gates gates;

  @Test
  void a_paused_batch_lets_no_chunk_begin_until_it_is_resumed() {
    BatchId batchId = given.batchOfNewOrders(1);

    assertThat(control.pause(batchId)).isTrue();
    assertThat(gates.of(batchId)).isEqualTo(Gate.PAUSED);
    assertThat(state(batchId)).isEqualTo("PAUSED PERSON");
    assertThat(batches.find(batchId).orElseThrow().pausedAt()).isPresent();

    assertThat(control.resume(batchId)).isTrue();
    assertThat(gates.of(batchId)).isEqualTo(Gate.OPEN);
    assertThat(state(batchId)).isEqualTo("PROCESSING -");
  }

  @Test
  void what_is_paused_is_not_paused_again_and_what_runs_is_not_resumed() {
    BatchId batchId = given.batchOfNewOrders(1);

    assertThat(control.resume(batchId)).isFalse();
    control.pause(batchId);

    assertThat(control.pause(batchId)).isFalse();
  }

  @Test
  void a_batch_that_has_ended_is_neither_paused_nor_stopped() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);

    assertThat(control.pause(batchId)).isFalse();
    assertThat(control.waitFor(batchId, PauseReason.PROVIDER_DOWN)).isFalse();
    assertThat(control.requestCancel(batchId)).isFalse();
    assertThat(state(batchId)).isEqualTo("COMPLETED_WITH_ERRORS -");
  }

  @Test
  void all_that_wait_for_the_provider_go_on_at_once_and_nothing_else_does() {
    BatchId first = given.batchOfNewOrders(1);
    BatchId second = given.batchOfNewOrders(1);
    BatchId stopped = given.batchOfNewOrders(1);
    control.resumeAllWaitingFor(PauseReason.PROVIDER_DOWN);

    assertThat(control.waitFor(first, PauseReason.PROVIDER_DOWN)).isTrue();
    assertThat(control.waitFor(first, PauseReason.PROVIDER_DOWN)).isFalse();
    control.waitFor(second, PauseReason.PROVIDER_DOWN);
    control.waitFor(stopped, PauseReason.CHARGING_STOPPED);
    assertThat(gates.of(first)).isEqualTo(Gate.OPEN);

    assertThat(control.resumeAllWaitingFor(PauseReason.PROVIDER_DOWN)).isEqualTo(2);
    assertThat(state(first)).isEqualTo("PROCESSING -");
    assertThat(state(stopped)).isEqualTo("PAUSED CHARGING_STOPPED");
  }

  @Test
  void a_persons_pause_is_lifted_by_a_person_only() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.waitFor(batchId, PauseReason.PROVIDER_DOWN);

    assertThat(control.resume(batchId)).isFalse();
    assertThat(control.pause(batchId)).isTrue();
    assertThat(control.waitFor(batchId, PauseReason.PROVIDER_DOWN)).isFalse();
    control.resumeAllWaitingFor(PauseReason.PROVIDER_DOWN);

    assertThat(state(batchId)).isEqualTo("PAUSED PERSON");
    assertThatThrownBy(() -> control.waitFor(batchId, PauseReason.PERSON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> control.resumeAllWaitingFor(PauseReason.PERSON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_paused_batch_none_of_whose_rows_is_open_ends() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.pause(batchId);
    orders.giveUp(chunk(batchId, 1));

    assertThat(batches.endWhenDone(batchId)).isTrue();

    assertThat(state(batchId)).isEqualTo("COMPLETED_WITH_ERRORS -");
  }

  @Test
  void a_stop_lifts_every_pause_and_lets_nobody_pause_again() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.pause(batchId);

    assertThat(control.requestCancel(batchId)).isTrue();

    assertThat(state(batchId)).isEqualTo("PROCESSING -");
    assertThat(gates.of(batchId)).isEqualTo(Gate.CANCELLED);
    assertThat(control.requestCancel(batchId)).isFalse();
    assertThat(control.pause(batchId)).isFalse();
  }

  @Test
  void messages_that_were_never_sent_after_a_resumption_are_missed_only_some_time_later()
      throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        "update batch_chunks set sent_at = now() - interval '1 day' where batch_id = ?",
        batchId.value());
    control.pause(batchId);

    control.resume(batchId);

    assertThat(
            ledger.query(
                "select sent_at > now() - interval '1 minute' from batch_chunks where batch_id = ?",
                batchId.value()))
        .containsExactly("t");
  }

  private String state(BatchId batchId) {
    Batch batch = batches.find(batchId).orElseThrow();
    return batch.status() + " " + batch.pauseReason().map(PauseReason::name).orElse("-");
  }
}
