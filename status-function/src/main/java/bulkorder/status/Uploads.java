package bulkorder.status;

import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.status.AwaitedUpload.Upload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Promises batches. The batch is in the ledger before its upload can begin, so the import always
 * finds it. The link expires, and after it S3 takes no file.
 */
@ApplicationScoped
class Uploads {

  static final Duration VALID = Duration.ofMinutes(15);

  private final Caller caller;
  private final Batches batches;
  private final Clients clients;
  private final S3Presigner presigner;
  private final StatusConfig config;
  private final InstantSource clock;

  Uploads(
      Caller caller,
      Batches batches,
      Clients clients,
      S3Presigner presigner,
      StatusConfig config,
      InstantSource clock) {
    this.caller = caller;
    this.batches = batches;
    this.clients = clients;
    this.presigner = presigner;
    this.config = config;
    this.clock = clock;
  }

  @Transactional
  AwaitedUpload promise(NewBatch wanted) {
    Client client = activeClient();
    Instant expiresAt = clock.instant().plus(VALID);
    Batch batch =
        batches.awaitUpload(
            client.clientId(), wanted.checkedFileName(), wanted.checkedOptions(), expiresAt);
    return new AwaitedUpload(
        batch.batchId().value(),
        batch.status(),
        new Upload("PUT", presign(batch.objectKey().orElseThrow()), Map.of(), expiresAt));
  }

  private Client activeClient() {
    var clientId = caller.clientId();
    Client client =
        clients
            .find(clientId)
            .orElseThrow(() -> refused(ProblemCode.UNKNOWN_CLIENT, clientId.value()));
    if (!client.active()) {
      throw refused(ProblemCode.CLIENT_DISABLED, clientId.value());
    }
    return client;
  }

  private URI presign(String key) {
    String url =
        presigner
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(VALID)
                        .putObjectRequest(put -> put.bucket(config.bucket()).key(key)))
            .url()
            .toExternalForm();
    return URI.create(url);
  }

  private static RefusedException refused(ProblemCode code, String clientId) {
    return Refusal.of(code, "client", clientId).exception();
  }
}
