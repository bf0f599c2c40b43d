package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.announcement.Announcements;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.imports.Approvals.Approval.NotADryRun;
import bulkorder.ledger.imports.Approvals.Approval.NotAwaited;
import bulkorder.ledger.imports.Approvals.Approval.RanMeanwhile;
import bulkorder.ledger.imports.Approvals.Approval.RowsDeleted;
import bulkorder.ledger.imports.Approvals.Approval.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Lets dry runs run. Whoever approves one sends its messages after the commit; if that breaks off,
 * the look for stuck work sends them, or whoever approves it again.
 */
@ApplicationScoped
public class Approvals {

  /** What an approval came to. */
  public sealed interface Approval {

    /** The rows may run, and not all of their messages are known to be sent. */
    record Runs() implements Approval {}

    /** The batch never was a dry run. */
    record NotADryRun(BatchStatus status) implements Approval {}

    /** The batch was approved and runs, or nothing was taken, or it is still being checked. */
    record NotAwaited(BatchStatus status) implements Approval {}

    /** The same file was imported as another batch since; nothing was changed. */
    record RanMeanwhile(BatchId original) implements Approval {}

    /** It waited for longer than its rows are kept. */
    record RowsDeleted(Instant since) implements Approval {}
  }

  private final Batches batches;
  private final Chunks chunks;
  private final SameContent sameContent;
  private final AuditTrail audit;
  private final Announcements announcements;

  Approvals(
      Batches batches,
      Chunks chunks,
      SameContent sameContent,
      AuditTrail audit,
      Announcements announcements) {
    this.batches = batches;
    this.chunks = chunks;
    this.sameContent = sameContent;
    this.audit = audit;
    this.announcements = announcements;
  }

  /**
   * Approves a dry run.
   *
   * @param actor who does it
   * @return empty if there is no such batch
   */
  @Transactional
  public Optional<Approval> approve(BatchId batchId, String actor) {
    return batches.lock(batchId).map(batch -> approve(batch, actor));
  }

  private Approval approve(Batch batch, String actor) {
    if (!batch.dryRun()) {
      return new NotADryRun(batch.status());
    }
    if (batch.status() == BatchStatus.PROCESSING && batch.queuedAt().isEmpty()) {
      return new Runs();
    }
    if (batch.status() != BatchStatus.VALIDATED) {
      return new NotAwaited(batch.status());
    }
    if (batch.rowsExpiredAt().isPresent()) {
      return new RowsDeleted(batch.rowsExpiredAt().get());
    }
    ClientId clientId = batch.clientId().orElseThrow();
    Optional<BatchId> original =
        batch.forced() ? Optional.empty() : sameContent.ranAs(clientId, batch.batchId());
    if (original.isPresent()) {
      return new RanMeanwhile(original.get());
    }
    run(batch.batchId(), clientId, actor);
    return new Runs();
  }

  private void run(BatchId batchId, ClientId clientId, String actor) {
    if (!batches.approve(batchId)) {
      throw new IllegalStateException("batch %s changed under its lock".formatted(batchId));
    }
    chunks.beginRest(batchId);
    audit.record(actor, "BATCH_APPROVED", batchId.toString(), clientId, Map.of());
    announcements.accepted(batchId);
  }
}
