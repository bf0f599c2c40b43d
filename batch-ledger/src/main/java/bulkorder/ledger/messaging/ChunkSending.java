package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.report.Reports;

/** Hands a batch to the order function, after the commit by which its rows may run. */
public final class ChunkSending {

  private final Batches batches;
  private final Chunks chunks;
  private final ChunkQueue orders;
  private final Reports reports;
  private final ReportQueue reportQueue;
  private final RunEnd runEnd;
  private final AnnouncementQueue announcements;

  /**
   * @param orders the queue that the order function reads
   */
  public ChunkSending(
      Batches batches,
      Chunks chunks,
      ChunkQueue orders,
      Reports reports,
      ReportQueue reportQueue,
      RunEnd runEnd,
      AnnouncementQueue announcements) {
    this.batches = batches;
    this.chunks = chunks;
    this.orders = orders;
    this.reports = reports;
    this.reportQueue = reportQueue;
    this.runEnd = runEnd;
    this.announcements = announcements;
  }

  /**
   * Sends a message for each chunk that has rows to order, asks for the report of the rows that
   * were refused, and has the client told; a batch without any to order ends. If it breaks off, the
   * whole is done again: a message that comes twice finds its rows ordered.
   */
  public void send(BatchId batchId) {
    orders.send(chunks.withQueuedRows(batchId));
    if (reports.hasRefusedRows(batchId)) {
      reportQueue.send(batches.find(batchId).orElseThrow());
    }
    batches.showQueued(batchId);
    announcements.sendUnsent(batchId);
    runEnd.endWhenDone(batchId);
  }

  /**
   * Sends a message for each chunk that is open, wherever it stands: the order function creates
   * what orders are missing and hands the chunk on. The client is told what it was not told yet. If
   * it breaks off, the whole is done again.
   */
  public void sendOpen(BatchId batchId) {
    orders.send(chunks.open(batchId));
    batches.showQueued(batchId);
    announcements.sendUnsent(batchId);
    runEnd.endWhenDone(batchId);
  }
}
