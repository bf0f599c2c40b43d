package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchFilter;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Figures;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.batch.RowCodes;
import bulkorder.ledger.batch.RowFilter;
import bulkorder.ledger.batch.RowPage;
import bulkorder.ledger.batch.Rows;
import bulkorder.ledger.retention.UtcDay;
import bulkorder.ledger.text.Sentences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads batches and rows for callers, in at most two queries an answer. */
@ApplicationScoped
public class BatchReadings {

  private final Caller caller;
  private final CallersBatches own;
  private final Batches batches;
  private final Progress progress;
  private final Figures figures;
  private final Rows rows;
  private final RowCodes codes;
  private final InstantSource clock;

  BatchReadings(
      Caller caller,
      CallersBatches own,
      Batches batches,
      Progress progress,
      Figures figures,
      Rows rows,
      RowCodes codes,
      InstantSource clock) {
    this.caller = caller;
    this.own = own;
    this.batches = batches;
    this.progress = progress;
    this.figures = figures;
    this.rows = rows;
    this.codes = codes;
    this.clock = clock;
  }

  /** One batch and how far it has come. */
  @Transactional
  public BatchAnswer batch(String id, Sentences sentences) {
    Batch batch = own.find(id);
    return BatchAnswer.of(batch, figures.of(batch), clock.instant(), sentences);
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
                        now,
                        sentences))
            .toList(),
        found.size() > limit ? Cursor.of(shown.getLast().batchId()) : null);
  }

  /** In one query: the page itself shows whether there is such a batch. */
  @Transactional
  RowsAnswer rows(String id, RowFilter filter, int afterRow, int limit, Sentences sentences) {
    RowPage page =
        BatchId.parse(id)
            .flatMap(batchId -> rows.page(caller.clientId(), batchId, filter, afterRow, limit))
            .orElseThrow(() -> Refusal.of(ProblemCode.UNKNOWN_BATCH, "batch", id).exception());
    if (page.expiredAt() != null) {
      throw Refusal.of(
              ProblemCode.ROWS_DELETED, Map.of("batch", id, "day", UtcDay.of(page.expiredAt())))
          .exception();
    }
    return new RowsAnswer(
        page.rows().stream().map(row -> RowAnswer.of(row, sentences)).toList(),
        page.more() ? Cursor.of(page.rows().getLast().rowNumber()) : null);
  }

  @Transactional
  ErrorsAnswer errors(String id, Sentences sentences) {
    return ErrorsAnswer.of(codes.of(own.find(id)), sentences);
  }
}
