package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.RowChoice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgressTest extends LedgerTest {

  @Inject Progress progress;
  @Inject Retries retries;

  @Test
  void a_batch_that_is_being_imported_has_no_rows_yet() {
    Batch batch = given.batchBeingImported();

    assertThat(progress.of(batch).rows()).isZero();
    assertThat(progress.of(batch).counts()).containsOnlyKeys(RowStatus.values());
    assertThat(Pace.of(batch, progress.of(batch), Instant.now()).percent()).isZero();
  }

  @Test
  void progress_sums_rows_notifications_and_money_over_all_chunks() {
    BatchId batchId = given.batchOfNewOrders(5, 2);
    orders.create(chunk(batchId, 1));
    orders.giveUp(chunk(batchId, 3));

    BatchProgress sums = progress.of(find(batchId));

    assertThat(sums.rows()).isEqualTo(5);
    assertThat(sums.endedRows()).isEqualTo(1);
    assertThat(sums.allEnded()).isFalse();
    assertThat(sums.counts())
        .containsEntry(RowStatus.ORDERED, 2)
        .containsEntry(RowStatus.QUEUED, 2)
        .containsEntry(RowStatus.FAILED, 1)
        .containsEntry(RowStatus.PAID, 0);
    assertThat(sums.notifications())
        .containsEntry(NotificationStatus.PENDING, 2)
        .containsEntry(NotificationStatus.SUPPRESSED, 0);
    assertThat(sums.amounts())
        .containsOnlyKeys(RowStatus.ORDERED, RowStatus.QUEUED, RowStatus.FAILED);
    assertThat(sums.amounts())
        .hasEntrySatisfying(
            RowStatus.ORDERED, yen -> assertThat(yen.get("JPY")).isEqualByComparingTo("400"));
  }

  @Test
  void the_progress_of_an_ended_batch_is_kept_until_another_run_begins() throws Exception {
    BatchId batchId = given.batchOfNewOrders(3);
    orders.giveUp(chunk(batchId, 1));
    BatchProgress running = progress.of(find(batchId));
    batches.endWhenDone(batchId);
    BatchProgress ended = progress.of(find(batchId));
    ledger.change(
        "update batch_chunks set failed = failed - 1, paid = paid + 1 where batch_id = ?",
        batchId.value());
    BatchProgress kept = progress.of(find(batchId));

    retries.retry(batchId, RowChoice.ALL, "test");
    BatchProgress again = progress.of(find(batchId));

    assertThat(ended).isEqualTo(running);
    assertThat(kept).isEqualTo(running);
    assertThat(again.counts()).containsEntry(RowStatus.QUEUED, 3).containsEntry(RowStatus.PAID, 0);
  }

  @Test
  void several_batches_keep_their_own_progress() {
    Batch one = find(given.batchOfNewOrders(1));
    Batch two = find(given.batchOfNewOrders(2));

    Map<BatchId, BatchProgress> sums = progress.of(List.of(one, two));

    assertThat(sums)
        .hasEntrySatisfying(one.batchId(), sum -> assertThat(sum.rows()).isEqualTo(1))
        .hasEntrySatisfying(two.batchId(), sum -> assertThat(sum.rows()).isEqualTo(2));
  }

  @Test
  void the_pace_counts_rows_that_have_ended_since_the_batch_was_accepted() {
    Batch batch = find(given.batchOfNewOrders(1000));
    var sums = new BatchProgress(1000, 300, Map.of(), Map.of(), Map.of());

    Pace pace = Pace.of(batch, sums, secondsAfterAcceptance(batch, 60));

    assertThat(pace.percent()).isEqualTo(30);
    assertThat(pace.rowsPerSecond()).hasValue(5);
  }

  @Test
  void a_hundred_percent_means_all_rows() {
    Batch batch = find(given.batchOfNewOrders(1));
    var sums = new BatchProgress(1_000_000, 999_999, Map.of(), Map.of(), Map.of());

    assertThat(Pace.of(batch, sums, secondsAfterAcceptance(batch, 1)).percent()).isEqualTo(99.9);
  }

  @Test
  void an_ended_batch_has_the_pace_of_its_whole_duration() throws Exception {
    BatchId batchId = given.batchOfNewOrders(4);
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);
    ledger.change(
        "update batches set ended_at = accepted_at + interval '2 seconds' where batch_id = ?",
        batchId.value());
    Batch batch = find(batchId);

    Pace pace = Pace.of(batch, progress.of(batch), Instant.now().plus(Duration.ofDays(1)));

    assertThat(pace.percent()).isEqualTo(100);
    assertThat(pace.rowsPerSecond()).hasValue(2);
  }

  private Batch find(BatchId batchId) {
    return batches.find(batchId).orElseThrow();
  }

  private static Instant secondsAfterAcceptance(Batch batch, int seconds) {
    return batch.acceptedAt().orElseThrow().plusSeconds(seconds);
  }
}
