package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchFilter;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.DryRuns;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.batch.RowPage;
import bulkorder.ledger.batch.Rows;
import bulkorder.ledger.text.Sentences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads batches and rows for callers, in at most three queries an answer. */
@ApplicationScoped
class BatchReadings {

  private final CallersBatches own;
  private final Batches batches;
  private final Progress progress;
  private final DryRuns dryRuns;
  private final Rows rows;
  private final InstantSource clock;

  BatchReadings(
      CallersBatches own,
      Batches batches,
      Progress progress,
      DryRuns dryRuns,
      Rows rows,
      InstantSource clock) {
    this.own = own;
    this.batches = batches;
    this.progress = progress;
    this.dryRuns = dryRuns;
    this.rows = rows;
    this.clock = clock;
  }

  @Transactional
  BatchAnswer batch(String id, Sentences sentences) {
    Batch batch = own.find(id);
    BatchProgress state = progress.of(batch);
    return BatchAnswer.of(
        batch, state, dryRuns.of(batch, state).orElse(null), clock.instant(), sentences);
  }

  @Transactional
  BatchesAnswer batches(
      BatchFilter filter, @Nullable BatchId before, int limit, Sentences sentences) {
    List<Batch> found = batches.page(filter, before, limit + 1);
    List<Batch> shown = found.subList(0, Math.min(limit, found.size()));
    var progressOf = progress.of(shown);
    Instant now = clock.instant();
    return new BatchesAnswer(
        shown.stream()
            .map(
                batch ->
                    BatchAnswer.of(
                        batch,
                        Objects.requireNonNull(progressOf.get(batch.batchId())),
                        null,
                        now,
                        sentences))
            .toList(),
        found.size() > limit ? Cursor.of(shown.getLast().batchId()) : null);
  }

  @Transactional
  RowsAnswer rows(
      String id, @Nullable RowStatus status, int afterRow, int limit, Sentences sentences) {
    RowPage page = rows.page(own.idOf(id), status, afterRow, limit);
    return new RowsAnswer(
        page.rows().stream().map(row -> RowAnswer.of(row, sentences)).toList(),
        page.more() ? Cursor.of(page.rows().getLast().rowNumber()) : null);
  }
}
