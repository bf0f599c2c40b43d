package bulkorder.status;

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
  ChunkSending sending(
      Batches batches,
      Chunks chunks,
      SqsClient sqs,
      StatusConfig config,
      ObjectMapper json,
      Reports reports,
      ReportQueue reportQueue,
      RunEnd runEnd,
      AnnouncementQueue announcements) {
    var orders = new ChunkQueue(sqs, config.ordersQueueUrl(), json);
    return new ChunkSending(batches, chunks, orders, reports, reportQueue, runEnd, announcements);
  }
}
