package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FiguresTest extends LedgerTest {

  @Inject Figures figures;
  @Inject Estimates estimates;
  @Inject Payments payments;

  @BeforeEach
  void nothingElseIsOpen() throws SQLException {
    ledger.change(
        """
        update batches set status = 'CANCELLED', ended_at = now(), pause_reason = null, paused_at = null,
          rejection_code = null
        where ended_at is null and status <> 'AWAITING_UPLOAD'
        """);
    ledger.change("delete from send_rates");
    ledger.change(
        """
        insert into send_rates (provider, units_per_second, next_at, changed_at)
        values ('then', 1, now() - interval '1 hour', now()), ('now', 10, now(), now())
        """);
  }

  @Test
  void a_batch_without_rows_yet_has_no_stage_but_its_import() {
    Batch batch = given.batchBeingImported();

    BatchFigures told = figures.of(find(batch.batchId()));

    assertThat(told.progress().rows()).isZero();
    assertThat(told.stages()).containsOnlyKeys(Stage.IMPORT);
    assertThat(stage(told, Stage.IMPORT).beganAt()).isNotNull();
    assertThat(stage(told, Stage.IMPORT).endedAt()).isNull();
    assertThat(told.workload()).isEmpty();
  }

  @Test
  void a_stage_ends_when_no_row_waits_for_it_any_more() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    assertThat(figures.of(find(batchId)).stages()).containsOnlyKeys(Stage.IMPORT, Stage.ORDERS);
    orders.create(chunk(batchId, 1));

    BatchFigures half = figures.of(find(batchId));
    assertThat(stage(half, Stage.IMPORT).endedAt()).isNotNull();
    assertThat(stage(half, Stage.ORDERS).beganAt()).isNotNull();
    assertThat(stage(half, Stage.ORDERS).endedAt()).isNull();
    Instant paymentsBegan = stage(half, Stage.PAYMENTS).beganAt();
    assertThat(paymentsBegan).isNotNull();
    orders.create(chunk(batchId, 2));
    charge(chunk(batchId, 1));
    charge(chunk(batchId, 2));

    BatchFigures told = figures.of(find(batchId));
    Instant ordered = Objects.requireNonNull(stage(told, Stage.ORDERS).endedAt());
    assertThat(ordered).isAfter(paymentsBegan);
    assertThat(stage(told, Stage.PAYMENTS).beganAt()).isEqualTo(paymentsBegan);
    assertThat(stage(told, Stage.PAYMENTS).endedAt()).isAfter(ordered);
    assertThat(stage(told, Stage.MAILS).endedAt()).isNull();
  }

  @Test
  void the_time_left_follows_from_all_open_mails_and_the_rate_in_force() {
    BatchId batchId = given.batchOfNewOrders(19);
    orders.create(chunk(batchId, 1));
    charge(chunk(batchId, 1));
    Batch batch = find(batchId);

    assertThat(figures.of(batch).secondsLeft(batch)).hasValue(2);
    given.batchOfNewOrders(190);
    assertThat(figures.of(batch).secondsLeft(batch)).as("what comes later waits").hasValue(2);
  }

  @Test
  void payments_are_as_fast_as_the_last_ones_were() throws SQLException {
    BatchId measured = given.batchOfNewOrders(40);
    orders.create(chunk(measured, 1));
    charge(chunk(measured, 1));
    ledger.change(
        """
        update payments set created_at = now() - interval '10 seconds', ended_at = now() where batch_id = ?
        """,
        measured.value());
    ledger.change(
        "update payments set created_at = now() - interval '1 day' where batch_id <> ?",
        measured.value());
    BatchId batchId = given.batchOfNewOrders(80, Set.<NotificationKind>of());
    orders.create(chunk(batchId, 1));
    Batch batch = find(batchId);

    assertThat(figures.of(batch).secondsLeft(batch)).hasValue(20);
    assertThat(estimates.of(DEMO, 40, PaymentMode.PER_ORDER, Set.of()).secondsMin()).hasValue(10);
  }

  @Test
  void an_ended_batch_takes_no_more_time_and_a_paused_one_nobody_knows_how_much()
      throws SQLException {
    BatchId batchId = given.batchOfNewOrders(2);
    ledger.change(
        "update batches set status = 'PAUSED', pause_reason = 'PERSON', paused_at = now() where batch_id = ?",
        batchId.value());
    Batch paused = find(batchId);
    assertThat(figures.of(paused).secondsLeft(paused)).isEmpty();
    ledger.change(
        """
        update batches set status = 'COMPLETED', ended_at = now(), pause_reason = null, paused_at = null
        where batch_id = ?
        """,
        batchId.value());
    Batch ended = find(batchId);
    assertThat(figures.of(ended).secondsLeft(ended)).hasValue(0);
  }

  private void charge(ChunkMessage chunk) {
    var claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    payments.record(
        claimed,
        claimed.attempts().stream()
            .collect(
                Collectors.toMap(
                    Attempt::paymentId, attempt -> new Captured("ch-" + attempt.paymentId()))));
  }

  private static StageTime stage(BatchFigures told, Stage stage) {
    return Objects.requireNonNull(told.stages().get(stage));
  }

  private Batch find(BatchId batchId) {
    return batches.find(batchId).orElseThrow();
  }
}
