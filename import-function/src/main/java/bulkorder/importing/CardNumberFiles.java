package bulkorder.importing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.FileObject;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Deletes uploaded objects that hold a card number. That one has to go is in the ledger first, so a
 * crash leaves none behind: the next delivery of the event finds it still to be deleted.
 */
@ApplicationScoped
class CardNumberFiles {

  private static final Logger LOG = Logger.getLogger(CardNumberFiles.class);

  private final Batches batches;
  private final StoredFiles files;
  private final AuditTrail audit;

  CardNumberFiles(Batches batches, StoredFiles files, AuditTrail audit) {
    this.batches = batches;
    this.files = files;
    this.audit = audit;
  }

  /** Deletes the object of a batch, if the ledger says that it must go. */
  void deleteIfFound(BatchId batchId, FileObject object) {
    batches
        .find(batchId)
        .filter(Batch::objectToDelete)
        .ifPresent(
            batch -> {
              files.delete(object);
              QuarkusTransaction.requiringNew().run(() -> record(batch));
              LOG.warnf("batch %s: its file held a card number and is deleted", batchId);
            });
  }

  private void record(Batch batch) {
    batches.showObjectDeleted(batch.batchId());
    audit.record(
        "import",
        "OBJECT_DELETED",
        batch.batchId().toString(),
        batch.clientId().orElse(null),
        Map.of("reason", "CARD_NUMBER"));
  }
}
