package bulkorder.importing;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.messaging.AnnouncementQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/** Ends the batch of a file whose import failed again and again. */
@ApplicationScoped
public class GiveUpImport {

  private static final Logger LOG = Logger.getLogger(GiveUpImport.class);

  private final FileIntake intake;
  private final ImportLedger ledger;
  private final CardNumberFiles cardNumberFiles;
  private final AnnouncementQueue announcements;

  GiveUpImport(
      FileIntake intake,
      ImportLedger ledger,
      CardNumberFiles cardNumberFiles,
      AnnouncementQueue announcements) {
    this.intake = intake;
    this.ledger = ledger;
    this.cardNumberFiles = cardNumberFiles;
    this.announcements = announcements;
  }

  /**
   * Rejects the file's batch, unless the file came in nevertheless.
   *
   * @throws IllegalStateException if the file is being imported at this moment; to be called again
   */
  public void run(FileObject object) {
    Batch batch = intake.batchOf(object);
    var failed = new Rejection(RejectionCode.IMPORT_FAILED, Map.of());
    batch
        .clientId()
        .filter(clientId -> ledger.giveUp(batch.batchId(), clientId, failed))
        .ifPresent(
            clientId ->
                LOG.errorf(
                    "batch %s of client %s is rejected: its import failed for good",
                    batch.batchId(), clientId));
    cardNumberFiles.deleteIfFound(batch.batchId(), object);
    announcements.sendUnsent(batch.batchId());
  }
}
