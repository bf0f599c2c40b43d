package bulkorder.importing.report;

import bulkorder.importing.report.ReportStore.ReportObject;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.ReportPage;
import bulkorder.ledger.report.ReportRow;
import bulkorder.ledger.report.ReportRows;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes the reports that a batch shall have as it stands. Done again, it writes the same in the
 * same place.
 */
@ApplicationScoped
public class WriteReports {

  private static final Logger LOG = Logger.getLogger(WriteReports.class);

  /** A batch moves on at most a few times: it runs, ends, is corrected and runs again. */
  private static final int ATTEMPTS_MAX = 3;

  private final Batches batches;
  private final Clients clients;
  private final ReportRows rows;
  private final Reports reports;
  private final ReportStore store;
  private final AnnouncementQueue announcements;

  WriteReports(
      Batches batches,
      Clients clients,
      ReportRows rows,
      Reports reports,
      ReportStore store,
      AnnouncementQueue announcements) {
    this.batches = batches;
    this.clients = clients;
    this.rows = rows;
    this.reports = reports;
    this.store = store;
    this.announcements = announcements;
  }

  /**
   * Writes the reports of a batch. One that moves on meanwhile has them written anew: a slow writer
   * of its unfinished errors must not be the last.
   *
   * @throws IllegalStateException if it moved on again and again; to be called again
   */
  public void write(BatchId batchId) {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      Optional<Batch> batch = batches.find(batchId);
      if (batch.isEmpty() || Reports.wanted(batch.get()).isEmpty()) {
        LOG.warnf("batch %s has no rows to report", batchId);
        return;
      }
      if (reports.showWritten(batch.get(), writeAll(batch.get()))) {
        LOG.infof("the reports of batch %s, %s, are written", batchId, batch.get().status());
        announcements.sendUnsent(batchId);
        return;
      }
    }
    throw new IllegalStateException("batch %s did not stand still".formatted(batchId));
  }

  /** Gives up the reports of a batch; if it has ended, its client is told of that without them. */
  public void giveUp(BatchId batchId) {
    reports.giveUp(batchId);
    announcements.sendUnsent(batchId);
  }

  /** Of an order that came without a file nothing is given back as one. */
  private List<WrittenReport> writeAll(Batch batch) {
    if (batch.object().isEmpty()) {
      return List.of();
    }
    Client client = clients.find(batch.clientId().orElseThrow()).orElseThrow();
    ReportForm form = ReportForm.of(batch.dialect().orElseThrow());
    List<WrittenReport> written = new ArrayList<>();
    for (ReportKind kind : Reports.wanted(batch)) {
      var lines =
          new ReportLines(
              batch.batchId(),
              batch.columns(),
              new RowMessages(batch.language().orElseGet(client::language), form.charset()));
      write(batch, kind, form, lines).ifPresent(written::add);
    }
    return written;
  }

  private Optional<WrittenReport> write(
      Batch batch, ReportKind kind, ReportForm form, ReportLines lines) {
    var object = new ReportObject(bucket(batch), key(batch, kind, form));
    try {
      Path file = Files.createTempFile("report", null);
      try {
        int rowCount = writeRows(batch.batchId(), kind, file, form, lines);
        if (rowCount == 0) {
          store.delete(object);
          return Optional.empty();
        }
        store.put(
            object,
            file,
            form.contentType(),
            ReportName.contentDisposition(batch.csvSource(), kind, form));
        return Optional.of(new WrittenReport(kind, object.key(), rowCount));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a report of batch " + batch.batchId() + " has no place", e);
    }
  }

  private int writeRows(
      BatchId batchId, ReportKind kind, Path file, ReportForm form, ReportLines lines)
      throws IOException {
    int rowCount = 0;
    try (ReportFile report = ReportFile.create(file, form, lines)) {
      Optional<ReportPage> page = rows.next(batchId, kind, 0);
      while (page.isPresent()) {
        for (ReportRow row : page.get().rows()) {
          report.add(row);
          rowCount++;
        }
        page = rows.next(batchId, kind, page.get().chunkNo());
      }
    }
    return rowCount;
  }

  private static String bucket(Batch batch) {
    return batch.object().map(FileObject::bucket).orElseThrow();
  }

  private static String key(Batch batch, ReportKind kind, ReportForm form) {
    return "reports/%s/%s/%d/%s.%s"
        .formatted(
            batch.clientId().orElseThrow(),
            batch.batchId(),
            batch.runNo(),
            kind.title(),
            form.extension());
  }
}
