package bulkorder.importing;

import bulkorder.importing.file.FileLimits;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.imports.ImportLedger.Outcome;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.ImportLedger.Outcome.Corrected;
import bulkorder.ledger.imports.ImportLedger.Outcome.NotOurs;
import bulkorder.ledger.imports.ImportLedger.Outcome.Rejected;
import bulkorder.ledger.imports.ImportLedger.Outcome.RejectedWithRows;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.RowSource;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.ReportQueue;
import bulkorder.ledger.operations.LogFields;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.row.ClientTerms;
import bulkorder.ledger.row.ControlTotals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings a dropped file into the ledger and hands its rows on. May be called again for the same
 * file at any time, and goes on from where the ledger says that it stands.
 */
@ApplicationScoped
public class ImportFile {

  private static final Logger LOG = Logger.getLogger(ImportFile.class);

  private final FileIntake intake;
  private final StoredFiles files;
  private final ImportLedger ledger;
  private final Batches batches;
  private final Clients clients;
  private final ChunkSending sending;
  private final ReportQueue reports;
  private final AnnouncementQueue announcements;
  private final CardNumberFiles cardNumberFiles;
  private final ImportConfig config;
  private final FileLimits limits;
  private final Progress progress;
  private final Measurements measurements;
  private final InstantSource clock;

  ImportFile(
      FileIntake intake,
      StoredFiles files,
      ImportLedger ledger,
      Batches batches,
      Clients clients,
      ChunkSending sending,
      ReportQueue reports,
      AnnouncementQueue announcements,
      CardNumberFiles cardNumberFiles,
      ImportConfig config,
      FileLimits limits,
      Progress progress,
      Measurements measurements,
      InstantSource clock) {
    this.intake = intake;
    this.files = files;
    this.ledger = ledger;
    this.batches = batches;
    this.clients = clients;
    this.sending = sending;
    this.reports = reports;
    this.announcements = announcements;
    this.cardNumberFiles = cardNumberFiles;
    this.config = config;
    this.limits = limits;
    this.progress = progress;
    this.measurements = measurements;
    this.clock = clock;
  }

  /**
   * Imports a file.
   *
   * @throws RuntimeException if it could not be done now; to be called again
   */
  public void run(FileObject object) {
    Batch batch = intake.batchOf(object);
    try (var _ = LogFields.of(fields(batch))) {
      proceed(batch, object);
      cardNumberFiles.deleteIfFound(batch.batchId(), object);
    }
  }

  private static Map<String, String> fields(Batch batch) {
    Map<String, String> fields = new HashMap<>();
    fields.put(LogFields.BATCH_ID, batch.batchId().toString());
    batch.clientId().ifPresent(client -> fields.put(LogFields.CLIENT_ID, client.value()));
    return fields;
  }

  private void proceed(Batch batch, FileObject object) {
    switch (batch.status()) {
      case IMPORTING -> importRows(batch, object);
      case PROCESSING -> sendUnsent(batch);
      case COMPLETED -> batch.parent().flatMap(batches::find).ifPresent(this::sendUnsent);
      case VALIDATED -> askForUnwrittenReports(batch);
      case REJECTED -> {
        askForUnwrittenReports(batch);
        announcements.sendUnsent(batch.batchId());
      }
      case AWAITING_UPLOAD, PAUSED, COMPLETED_WITH_ERRORS, UPLOAD_EXPIRED, CANCELLED ->
          LOG.infof("batch %s is %s; nothing to import", batch.batchId(), batch.status());
    }
  }

  private void importRows(Batch batch, FileObject object) {
    Client client = clients.find(batch.clientId().orElseThrow()).orElseThrow();
    Outcome outcome =
        unread(batch, client)
            .<Outcome>map(code -> new Rejected(new Rejection(code, Map.of()), false))
            .orElseGet(
                () ->
                    ledger.importRows(
                        batch, file(batch, client, object), config.chunkRows(), timeoutSeconds()));
    switch (outcome) {
      case Accepted accepted -> {
        tell(batch, "is accepted with %d rows".formatted(accepted.rows()));
        progress
            .of(batch)
            .counts()
            .forEach((status, rows) -> measurements.count(Metric.ROWS, rows, status.name()));
        sending.send(batch.batchId());
      }
      case Validated validated -> {
        tell(batch, "is a dry run; %d rows are checked".formatted(validated.rows()));
        reports.send(batch);
      }
      case Corrected corrected -> {
        tell(batch, "corrects %d rows of %s".formatted(corrected.rows(), corrected.parent()));
        sending.send(corrected.parent());
      }
      case RejectedWithRows rejected -> {
        tell(batch, "is rejected: " + rejected.rejection().code());
        measurements.count(Metric.BATCHES_ENDED, 1, BatchStatus.REJECTED.name());
        reports.send(batch);
        announcements.sendUnsent(batch.batchId());
      }
      case Rejected rejected -> {
        ledger.reject(batch.batchId(), client.clientId(), rejected);
        tell(batch, "is rejected: " + rejected.rejection().code());
        measurements.count(Metric.BATCHES_ENDED, 1, BatchStatus.REJECTED.name());
        announcements.sendUnsent(batch.batchId());
      }
      case NotOurs _ -> followOther(batch.batchId(), object);
    }
  }

  /** Why a file is refused before it is read, if it is. */
  private Optional<RejectionCode> unread(Batch batch, Client client) {
    if (!client.active()) {
      return Optional.of(RejectionCode.CLIENT_DISABLED);
    }
    return batch.paymentMode() == PaymentMode.AGGREGATED && !config.aggregatedPayments()
        ? Optional.of(RejectionCode.AGGREGATED_PAYMENTS_NOT_OFFERED)
        : Optional.empty();
  }

  private static void tell(Batch batch, String what) {
    LOG.infof("batch %s of client %s %s", batch.batchId(), batch.clientId().orElseThrow(), what);
  }

  private RowSource file(Batch batch, Client client, FileObject object) {
    var deadline = Deadline.in(config.importTimeout(), clock);
    return new OrderFile(
        () -> files.open(object),
        batch.wishes(),
        limits.withRowsMax(client.rowsMax()),
        terms(client, batch, batch.paymentMode()),
        corrected -> terms(client, batch, paymentMode(corrected)),
        new ControlTotals(batch.declared().rows(), batch.declared().sums()),
        new ReadingProgress(batches, batch.batchId(), deadline, clock));
  }

  private static ClientTerms terms(Client client, Batch batch, PaymentMode mode) {
    ClientTerms terms = ClientTerms.of(client, batch);
    return switch (mode) {
      case PER_ORDER -> terms;
      case AGGREGATED -> terms.together();
    };
  }

  /** On a connection of its own: that of the import is busy with the rows. */
  private PaymentMode paymentMode(BatchId batchId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> batches.find(batchId).map(Batch::paymentMode).orElse(PaymentMode.PER_ORDER));
  }

  private void sendUnsent(Batch batch) {
    if (batch.status() == BatchStatus.PROCESSING && batch.queuedAt().isEmpty()) {
      LOG.infof("batch %s is imported and not queued; its messages are sent", batch.batchId());
      sending.send(batch.batchId());
    }
  }

  private void askForUnwrittenReports(Batch batch) {
    if (batch.reportsAt().isEmpty() && !Reports.wanted(batch).isEmpty()) {
      LOG.infof("batch %s is %s; its reports are asked for", batch.batchId(), batch.status());
      reports.send(batch);
    }
  }

  /** The other may have died without letting go of its lock yet, so this one has to come again. */
  private void followOther(BatchId batchId, FileObject object) {
    Batch batch = batches.find(batchId).orElseThrow();
    if (batch.status() == BatchStatus.IMPORTING) {
      throw new IllegalStateException(
          "batch %s is being imported by another invocation".formatted(batchId));
    }
    proceed(batch, object);
  }

  private int timeoutSeconds() {
    return Math.toIntExact(config.importTimeout().toSeconds());
  }
}
