package bulkorder.ledger.recovery;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people do to batches, on record. Each is empty if there is no such batch. Whoever resumes or
 * stops one sends the messages of its open chunks after the commit; should it die before, the look
 * for stuck work sends them.
 */
@ApplicationScoped
public class Interventions {

  private final Batches batches;
  private final BatchControl control;
  private final AuditTrail audit;

  Interventions(Batches batches, BatchControl control, AuditTrail audit) {
    this.batches = batches;
    this.control = control;
    this.audit = audit;
  }

  /** Pauses a batch until a person resumes it. */
  @Transactional
  public Optional<Intervention> pause(BatchId batchId, String actor) {
    return batches.lock(batchId).map(batch -> change(batch, control::pause, "BATCH_PAUSED", actor));
  }

  /** Lets a batch go on that a person paused. */
  @Transactional
  public Optional<Intervention> resume(BatchId batchId, String actor) {
    return batches
        .lock(batchId)
        .map(batch -> change(batch, control::resume, "BATCH_RESUMED", actor));
  }

  /** Stops a batch. Where it is being stopped already, that is so. */
  @Transactional
  public Optional<Intervention> cancel(BatchId batchId, String actor) {
    return batches
        .lock(batchId)
        .map(
            batch ->
                batch.cancelRequestedAt().isPresent() && !batch.status().ended()
                    ? new Intervention.Done()
                    : change(batch, control::requestCancel, "BATCH_CANCEL_REQUESTED", actor));
  }

  private Intervention change(Batch batch, Predicate<BatchId> change, String action, String actor) {
    if (!change.test(batch.batchId())) {
      return new Intervention.Refused(batch.status());
    }
    audit.record(
        actor, action, batch.batchId().toString(), batch.clientId().orElseThrow(), Map.of());
    return new Intervention.Done();
  }
}
