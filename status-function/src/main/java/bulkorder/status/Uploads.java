package bulkorder.status;

import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Client;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Promises batches. The batch is in the ledger before its upload can begin, so the import always
 * finds it. The link expires, and after it S3 takes no file.
 */
@ApplicationScoped
class Uploads {

  private final Caller caller;
  private final AwaitedBatches batches;
  private final ActiveClients clients;
  private final UploadLinks links;
  private final InstantSource clock;

  Uploads(
      Caller caller,
      AwaitedBatches batches,
      ActiveClients clients,
      UploadLinks links,
      InstantSource clock) {
    this.caller = caller;
    this.batches = batches;
    this.clients = clients;
    this.links = links;
    this.clock = clock;
  }

  @Transactional
  AwaitedUpload promise(NewBatch wanted) {
    Client client = clients.active(caller.clientId());
    UploadBy by = wanted.checkedUpload();
    Instant expiresAt = clock.instant().plus(UploadLinks.VALID);
    Batch batch = batches.begin(client.clientId(), wanted, "UPLOAD_PROMISED", expiresAt);
    return new AwaitedUpload(
        batch.batchId().value(),
        batch.status(),
        links.to(batch.objectKey().orElseThrow(), by, expiresAt));
  }
}
