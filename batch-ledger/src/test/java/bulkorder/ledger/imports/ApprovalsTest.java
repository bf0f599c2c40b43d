package bulkorder.ledger.imports;

import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.ChunkQueues;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.batch.StuckChunk;
import bulkorder.ledger.batch.StuckChunks;
import bulkorder.ledger.batch.StuckRule;
import bulkorder.ledger.imports.Approvals.Approval;
import bulkorder.ledger.imports.Approvals.Approval.NotADryRun;
import bulkorder.ledger.imports.Approvals.Approval.NotAwaited;
import bulkorder.ledger.imports.Approvals.Approval.RanMeanwhile;
import bulkorder.ledger.imports.Approvals.Approval.Runs;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApprovalsTest extends LedgerTest {

  private static final String WHO = "a person";
  private static final Duration QUIET = Duration.ofMinutes(3);

  @Inject Approvals approvals;
  @Inject StuckChunks stuckChunks;

  @Test
  void an_approved_dry_run_runs_and_the_audit_trail_says_who_approved_it() {
    BatchId batchId = dryRun(newSha256(), false);

    assertThat(approvals.approve(batchId, WHO)).contains(new Runs());

    Batch batch = batches.find(batchId).orElseThrow();
    assertThat(batch.status()).isEqualTo(BatchStatus.PROCESSING);
    assertThat(batch.dryRun()).isTrue();
    assertThat(
            ledger.query(
                "select actor, client_id from audit_events where subject = ? and action = 'BATCH_APPROVED'",
                batchId.toString()))
        .containsExactly("a person demo");
    assertThat(
            ledger.query("select run_no, kind from batch_runs where batch_id = ?", batchId.value()))
        .containsExactly("1 IMPORT");
  }

  @Test
  void approving_again_sends_again_until_every_message_is_sent() {
    BatchId batchId = dryRun(newSha256(), false);
    approvals.approve(batchId, WHO);
    assertThat(approvals.approve(batchId, WHO)).contains(new Runs());

    batches.showQueued(batchId);

    assertThat(approvals.approve(batchId, WHO)).contains(new NotAwaited(BatchStatus.PROCESSING));
  }

  @Test
  void what_is_no_dry_run_is_not_approved() {
    assertThat(approvals.approve(given.batchOfNewOrders(1), WHO))
        .contains(new NotADryRun(BatchStatus.PROCESSING));
    assertThat(approvals.approve(new BatchId(UUID.randomUUID()), WHO)).isEmpty();
  }

  @Test
  void a_file_that_was_imported_since_its_dry_run_does_not_run_twice() {
    String sha256 = newSha256();
    BatchId dryRun = dryRun(sha256, false);
    Batch imported = given.batchBeingImported();
    assertThat(importRow(imported, sha256)).isEqualTo(new Accepted(1));

    assertThat(approvals.approve(dryRun, WHO)).contains(new RanMeanwhile(imported.batchId()));
    assertThat(batches.find(dryRun).orElseThrow().status()).isEqualTo(BatchStatus.VALIDATED);
  }

  @Test
  void a_forced_dry_run_runs_although_its_file_was_imported() {
    String sha256 = newSha256();
    BatchId dryRun = dryRun(sha256, true);
    importRow(given.batchBeingImported(), sha256);

    assertThat(approvals.approve(dryRun, WHO)).contains(new Runs());
  }

  @Test
  void of_two_dry_runs_of_one_file_that_are_approved_at_once_one_runs() throws Exception {
    for (int i = 0; i < 20; i++) {
      String sha256 = newSha256();
      BatchId first = dryRun(sha256, false);
      BatchId second = dryRun(sha256, false);

      List<Approval> both =
          atOnce(
              () -> approvals.approve(first, WHO).orElseThrow(),
              () -> approvals.approve(second, WHO).orElseThrow());

      assertThat(both).filteredOn(Runs.class::isInstance).hasSize(1);
      assertThat(both).filteredOn(RanMeanwhile.class::isInstance).hasSize(1);
    }
  }

  @Test
  void messages_that_were_never_sent_are_found_missing_only_some_time_after_the_approval()
      throws SQLException {
    BatchId batchId = dryRun(newSha256(), false);
    age(batchId);
    approvals.approve(batchId, WHO);
    assertThat(stuck(batchId)).isEmpty();

    age(batchId);

    assertThat(stuck(batchId)).singleElement().extracting(StuckChunk::toOrder).isEqualTo(true);
  }

  private void age(BatchId batchId) throws SQLException {
    ledger.change(
        """
        update batch_chunks set sent_at = sent_at - interval '1 day', updated_at = updated_at - interval '1 day'
        where batch_id = ?
        """,
        batchId.value());
  }

  private List<StuckChunk> stuck(BatchId batchId) {
    var empty = new ChunkQueues.State("a queue", true);
    return stuckChunks
        .mark(new StuckRule(QUIET, QUIET, QUIET), new ChunkQueues(empty, empty, empty), 1000)
        .stream()
        .filter(stuck -> stuck.chunk().batchId().equals(batchId))
        .toList();
  }

  private BatchId dryRun(String sha256, boolean forced) {
    Batch batch =
        given.batchBeingImported(
            new ImportOptions(
                FileWishes.NONE,
                Policy.CONTINUE,
                PaymentMode.PER_ORDER,
                true,
                forced,
                DeclaredTotals.NONE,
                null,
                null,
                null));
    assertThat(importRow(batch, sha256)).isEqualTo(new Validated(1));
    return batch.batchId();
  }

  private ImportLedger.Outcome importRow(Batch batch, String sha256) {
    return importLedger.importRows(
        batch,
        sink -> {
          sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
          return GivenBatches.complete(sha256);
        },
        250,
        60);
  }

  private static <T> List<T> atOnce(Callable<T> first, Callable<T> second) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(List.of(first, second))) {
        results.add(result.get());
      }
      return results;
    }
  }
}
