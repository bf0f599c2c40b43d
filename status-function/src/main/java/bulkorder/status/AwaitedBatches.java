package bulkorder.status;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.ImportOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;

/** Begins batches whose file is still to come, and puts on record who asked for them. */
@ApplicationScoped
public class AwaitedBatches {

  private final Caller caller;
  private final Batches batches;
  private final AuditTrail audit;

  AwaitedBatches(Caller caller, Batches batches, AuditTrail audit) {
    this.caller = caller;
    this.batches = batches;
    this.audit = audit;
  }

  /**
   * Begins one.
   *
   * @param action what the caller did, as audit events name it
   * @param expiresAt until when its file may come
   */
  @Transactional
  public Batch begin(ClientId clientId, NewBatch wanted, String action, Instant expiresAt) {
    ImportOptions options = wanted.checkedOptions();
    Batch batch = batches.awaitUpload(clientId, wanted.checkedFileName(), options, expiresAt);
    audit.record(
        caller.subject(),
        action,
        batch.batchId().toString(),
        clientId,
        Map.of(
            "force", Boolean.toString(options.forced()),
            "dryRun", Boolean.toString(options.dryRun())));
    return batch;
  }
}
