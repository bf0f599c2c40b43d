package bulkorder.importing;

import bulkorder.importing.file.FileLimits;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.messaging.ReportQueue;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.report.Reports;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes what the use cases take through their constructors. */
@ApplicationScoped
class Wiring {

  @Produces
  @Singleton
  ChunkQueue orders(SqsClient sqs, ImportConfig config, ObjectMapper json) {
    return new ChunkQueue(sqs, config.ordersQueueUrl(), json);
  }

  @Produces
  @Singleton
  ChunkSending sending(
      Batches batches,
      Chunks chunks,
      ChunkQueue orders,
      Reports reports,
      ReportQueue reportQueue,
      RunEnd runEnd,
      AnnouncementQueue announcements) {
    return new ChunkSending(batches, chunks, orders, reports, reportQueue, runEnd, announcements);
  }

  @Produces
  @Singleton
  FileLimits fileLimits(ImportConfig config) {
    var file = config.file();
    return new FileLimits(
        file.bytesMax(),
        file.unpackedBytesMax(),
        file.expansionMax(),
        file.workbookBytesMax(),
        file.sharedTextBytesMax(),
        file.rowsMax(),
        file.columnsMax(),
        file.fieldCharsMax(),
        file.lineCharsMax());
  }
}
