package bulkorder.ledger.recovery;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.RunKind;
import bulkorder.ledger.batch.Runs;
import bulkorder.ledger.imports.SameContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/**
 * Tries again what failed, was declined or was cancelled, as a new run of its batch. Whoever asks
 * for it sends the messages of the batch's open chunks after the commit; should it die before, the
 * look for stuck work sends them.
 */
@ApplicationScoped
public class Retries {

  private final Batches batches;
  private final Chunks chunks;
  private final Runs runs;
  private final RetriedRows rows;
  private final SameContent sameContent;
  private final AuditTrail audit;

  Retries(
      Batches batches,
      Chunks chunks,
      Runs runs,
      RetriedRows rows,
      SameContent sameContent,
      AuditTrail audit) {
    this.batches = batches;
    this.chunks = chunks;
    this.runs = runs;
    this.rows = rows;
    this.sameContent = sameContent;
    this.audit = audit;
  }

  /**
   * Tries rows of a batch again. One whose order was cancelled is ordered anew; one whose mail
   * alone failed is mailed again, and its payment is not touched. A row that may have been charged
   * is not tried again before a person has found out.
   *
   * @param actor who does it
   * @return empty if there is no such batch
   */
  @Transactional
  public Optional<Retry> retry(BatchId batchId, RowChoice choice, String actor) {
    return batches.lock(batchId).map(batch -> retry(batch, choice, actor));
  }

  private Retry retry(Batch batch, RowChoice choice, String actor) {
    if (!Runs.mayFollow(batch.status())) {
      return new Retry.NotEnded(batch.status());
    }
    if (batch.rowsExpiredAt().isPresent()) {
      return new Retry.RowsDeleted(batch.rowsExpiredAt().get());
    }
    return refusal(batch, choice).orElseGet(() -> run(batch, choice, actor));
  }

  private Optional<Retry> refusal(Batch batch, RowChoice choice) {
    BatchId batchId = batch.batchId();
    Optional<Retry> unknown = rows.firstUnknown(batchId, choice).map(Retry.OutcomeUnknown::new);
    if (unknown.isPresent() && (!choice.all() || !rows.any(batchId, choice))) {
      return unknown;
    }
    Optional<Retry> refused = rows.firstRefused(batchId, choice);
    if (refused.isPresent()) {
      return refused;
    }
    if (!rows.any(batchId, choice)) {
      return Optional.of(new Retry.NothingToRetry());
    }
    return batch.status() == BatchStatus.CANCELLED && !batch.forced()
        ? sameContent.ranAs(batch.clientId().orElseThrow(), batchId).map(Retry.RanMeanwhile::new)
        : Optional.empty();
  }

  private Retry run(Batch batch, RowChoice choice, String actor) {
    BatchId batchId = batch.batchId();
    int runNo = runs.begin(batchId, RunKind.RETRY);
    chunks.lockAll(batchId);
    int mails = rows.mailAgain(batchId, choice, runNo);
    int orders = rows.orderAgain(batchId, choice, runNo);
    chunks.countRun(batchId, runNo);
    audit.record(
        actor,
        "BATCH_RETRIED",
        batchId.toString(),
        batch.clientId().orElseThrow(),
        Map.of(
            "run", Integer.toString(runNo),
            "rows", Integer.toString(orders),
            "mails", Integer.toString(mails)));
    return new Retry.Runs(runNo, orders, mails);
  }
}
