package bulkorder.importing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.batch.ImportOption;
import bulkorder.ledger.batch.ImportOptionTexts;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.InvalidOptionException;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.imports.ImportLedger.Outcome.Rejected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives each dropped file its batch. */
@ApplicationScoped
public class FileIntake {

  private static final Logger LOG = Logger.getLogger(FileIntake.class);

  private final Batches batches;
  private final Clients clients;
  private final ImportLedger ledger;
  private final StoredFiles files;
  private final AuditTrail audit;

  FileIntake(
      Batches batches, Clients clients, ImportLedger ledger, StoredFiles files, AuditTrail audit) {
    this.batches = batches;
    this.clients = clients;
    this.ledger = ledger;
    this.files = files;
    this.audit = audit;
  }

  /**
   * The batch that this version of an object made, or makes now: the one that awaited its upload,
   * else a new one. One that cannot be imported, as its client does not exist, its name holds a
   * card number or its options are wrong, is rejected already.
   */
  @Transactional
  public Batch batchOf(FileObject object) {
    return batches
        .findByObject(object.masked())
        .orElseGet(() -> begin(object, FileKey.of(object.key())));
  }

  private Batch begin(FileObject object, FileKey key) {
    Optional<ClientId> client = key.clientId().flatMap(clients::find).map(Client::clientId);
    if (client.isEmpty()) {
      return rejectStranger(object.masked(), key);
    }
    if (CardNumbers.in(object.key())) {
      return rejectCardNumber(client.get(), object.masked(), key);
    }
    return beginAwaited(object, key)
        .or(() -> rejectSecond(client.get(), object, key))
        .orElseGet(() -> beginDropped(client.get(), object, key));
  }

  private Optional<Batch> beginAwaited(FileObject object, FileKey key) {
    return key.batchId()
        .filter(batchId -> batches.beginAwaitedImport(batchId, object))
        .flatMap(batches::find);
  }

  /**
   * A link may be used again, and a request that is sent again makes another version. What was
   * asked for, such as a dry run, was asked for the first: this one must not run without it.
   */
  private Optional<Batch> rejectSecond(ClientId clientId, FileObject object, FileKey key) {
    return key.batchId()
        .flatMap(batches::find)
        .filter(first -> first.clientId().equals(Optional.of(clientId)))
        .filter(first -> first.objectKey().equals(Optional.of(object.key())))
        .map(first -> rejectSecond(clientId, object, key, first.batchId()));
  }

  private Batch rejectSecond(ClientId clientId, FileObject object, FileKey key, BatchId original) {
    Batch batch = batches.beginImport(clientId, key.fileName(), object, ImportOptions.DEFAULT);
    var rejection =
        new Rejection(RejectionCode.UPLOADED_TWICE, Map.of("original", original.toString()));
    return rejected(batch, clientId, new Rejected(rejection, false));
  }

  private Batch beginDropped(ClientId clientId, FileObject object, FileKey key) {
    try {
      return batches.beginImport(clientId, key.fileName(), object, options(object));
    } catch (InvalidOptionException invalid) {
      Batch batch = batches.beginImport(clientId, key.fileName(), object, ImportOptions.DEFAULT);
      Map<String, String> values =
          Map.of("option", invalid.option().metadataName(), "value", invalid.value());
      return rejected(
          batch,
          clientId,
          new Rejected(new Rejection(RejectionCode.INVALID_OPTION, values), false));
    }
  }

  private ImportOptions options(FileObject object) throws InvalidOptionException {
    Map<String, String> metadata = files.metadata(object);
    Map<ImportOption, String> texts = new EnumMap<>(ImportOption.class);
    for (ImportOption option : ImportOption.values()) {
      String text = metadata.get(option.metadataName());
      if (text != null) {
        texts.put(option, MetadataText.decoded(text));
      }
    }
    return ImportOptionTexts.read(texts);
  }

  private Batch rejectCardNumber(ClientId clientId, FileObject masked, FileKey key) {
    Batch batch =
        batches.beginImport(
            clientId, CardNumbers.masked(key.fileName()), masked, ImportOptions.DEFAULT);
    var rejection = new Rejection(RejectionCode.CARD_NUMBER_IN_NAME, Map.of());
    return rejected(batch, clientId, new Rejected(rejection, true));
  }

  private Batch rejected(Batch batch, ClientId clientId, Rejected rejected) {
    batches.flush();
    ledger.reject(batch.batchId(), clientId, rejected);
    batches.getEntityManager().refresh(batch);
    return batch;
  }

  private Batch rejectStranger(FileObject object, FileKey key) {
    var rejection =
        new Rejection(
            RejectionCode.UNKNOWN_CLIENT, Map.of("client", CardNumbers.masked(key.client())));
    Batch batch = batches.rejectStranger(CardNumbers.masked(key.fileName()), object, rejection);
    audit.record(
        "import",
        "BATCH_REJECTED",
        batch.batchId().toString(),
        null,
        Map.of("code", rejection.code().name()));
    LOG.errorf(
        "batch %s is rejected: %s has no client \"%s\"",
        batch.batchId(), object.bucket(), CardNumbers.masked(key.client()));
    return batch;
  }
}
