package bulkorder.importing;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.ledger.batch.FileObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives each dropped file its batch. */
@ApplicationScoped
public class FileIntake {

  private static final Logger LOG = Logger.getLogger(FileIntake.class);

  private final Batches batches;
  private final Clients clients;
  private final AuditTrail audit;

  FileIntake(Batches batches, Clients clients, AuditTrail audit) {
    this.batches = batches;
    this.clients = clients;
    this.audit = audit;
  }

  /**
   * The batch that this version of an object made, or makes now: the one that awaited its upload,
   * else a new one, which is rejected if its client does not exist.
   */
  @Transactional
  public Batch batchOf(FileObject object) {
    return batches.findByObject(object).orElseGet(() -> begin(object, FileKey.of(object.key())));
  }

  private Batch begin(FileObject object, FileKey key) {
    Optional<ClientId> client = key.clientId().flatMap(clients::find).map(Client::clientId);
    return client.isEmpty()
        ? rejectStranger(object, key)
        : beginAwaited(object, key)
            .orElseGet(() -> batches.beginImport(client.get(), key.fileName(), object));
  }

  private Optional<Batch> beginAwaited(FileObject object, FileKey key) {
    return key.batchId()
        .filter(batchId -> batches.beginAwaitedImport(batchId, object))
        .flatMap(batches::find);
  }

  private Batch rejectStranger(FileObject object, FileKey key) {
    var rejection = new Rejection(RejectionCode.UNKNOWN_CLIENT, Map.of("client", key.client()));
    Batch batch = batches.rejectStranger(key.fileName(), object, rejection);
    audit.record(
        "import",
        "BATCH_REJECTED",
        batch.batchId().toString(),
        null,
        Map.of("code", rejection.code().name()));
    LOG.errorf(
        "batch %s is rejected: %s has no client \"%s\"",
        batch.batchId(), object.bucket(), key.client());
    return batch;
  }
}
