package bulkorder.ordering;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.announcement.AnnouncementOutbox;
import bulkorder.ledger.announcement.DueAnnouncement;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.ChunkQueues;
import bulkorder.ledger.batch.ExpiredUploads;
import bulkorder.ledger.batch.StuckChunk;
import bulkorder.ledger.batch.StuckChunks;
import bulkorder.ledger.batch.StuckRule;
import bulkorder.ledger.batch.Throughput;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.ReportQueue;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.payment.Packing;
import bulkorder.ledger.report.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Finds chunks whose work stands still and sends their messages again; batches whose orders nobody
 * packs into charges; batches that are done and do not know it; batches that ended and have no
 * reports; what clients were to be told and were not; and batches whose files did not come.
 */
@ApplicationScoped
public class ResumeStuckWork {

  private static final Logger LOG = Logger.getLogger(ResumeStuckWork.class);

  /** Each may take as long as {@link OrderConfig#packingTimeMax()}. */
  private static final int PACKED_AT_ONCE_MAX = 2;

  private final StuckChunks stuckChunks;
  private final Packing packing;
  private final ChargeTogether chargeTogether;
  private final RunEnd runEnd;
  private final Reports reports;
  private final ReportQueue reportQueue;
  private final AnnouncementOutbox outbox;
  private final AnnouncementQueue announcementQueue;
  private final ExpiredUploads expiredUploads;
  private final OrderQueues queues;
  private final Throughput throughput;
  private final OrderConfig config;
  private final Measurements measurements;

  ResumeStuckWork(
      StuckChunks stuckChunks,
      Packing packing,
      ChargeTogether chargeTogether,
      RunEnd runEnd,
      Reports reports,
      ReportQueue reportQueue,
      AnnouncementOutbox outbox,
      AnnouncementQueue announcementQueue,
      ExpiredUploads expiredUploads,
      OrderQueues queues,
      Throughput throughput,
      OrderConfig config,
      Measurements measurements) {
    this.stuckChunks = stuckChunks;
    this.packing = packing;
    this.chargeTogether = chargeTogether;
    this.runEnd = runEnd;
    this.reports = reports;
    this.reportQueue = reportQueue;
    this.outbox = outbox;
    this.announcementQueue = announcementQueue;
    this.expiredUploads = expiredUploads;
    this.queues = queues;
    this.throughput = throughput;
    this.config = config;
    this.measurements = measurements;
  }

  /**
   * Looks once. Sending a chunk again never harms it: what is done already is found done.
   *
   * @return how many chunks were sent again
   */
  public int resume() {
    List<StuckChunk> stuck = stuckChunks.mark(rule(), states(), config.stuckChunksMax());
    send(queues.orders(), stuck, StuckChunk::toOrder);
    send(queues.payments(), stuck, StuckChunk::toPay);
    send(queues.notifications(), stuck, StuckChunk::toNotify);
    if (!stuck.isEmpty()) {
      LOG.warnf("%d stuck chunks were sent again", stuck.size());
    }
    measurements.count(Metric.STUCK_CHUNKS, stuck.size());
    throughput.measure();
    stuckChunks.doneButOpen(config.stuckChunksMax()).forEach(runEnd::endWhenDone);
    askForReports();
    sendOverdueAnnouncements();
    endExpiredUploads();
    packWhatStandsStill();
    return stuck.size();
  }

  /** Last, since it takes long; a batch that cannot be packed does not hold up the others. */
  private void packWhatStandsStill() {
    for (BatchId batchId : packing.standingStill(config.stuckAfter(), PACKED_AT_ONCE_MAX)) {
      try {
        chargeTogether.charge(batchId);
      } catch (RuntimeException e) {
        LOG.errorf(e, "batch %s cannot be packed and is looked at again", batchId);
      }
    }
  }

  private StuckRule rule() {
    return new StuckRule(config.stuckAfter(), config.stuckMargin(), config.stuckAtLongest());
  }

  private ChunkQueues states() {
    return new ChunkQueues(
        queues.orders().state(), queues.payments().state(), queues.notifications().state());
  }

  private void askForReports() {
    List<Batch> due = reports.due(config.stuckAfter(), config.stuckChunksMax());
    due.forEach(reportQueue::send);
    if (!due.isEmpty()) {
      LOG.warnf("the reports of %d batches were asked for again", due.size());
    }
  }

  private void sendOverdueAnnouncements() {
    List<DueAnnouncement> overdue =
        outbox.takeOverdue(config.stuckAfter(), config.stuckChunksMax());
    overdue.forEach(announcementQueue::send);
    if (!overdue.isEmpty()) {
      LOG.warnf("%d announcements were overdue and are sent again", overdue.size());
    }
  }

  private void endExpiredUploads() {
    int ended = expiredUploads.end(config.uploadGrace(), config.stuckChunksMax());
    measurements.count(Metric.BATCHES_ENDED, ended, BatchStatus.UPLOAD_EXPIRED.name());
    if (ended > 0) {
      LOG.infof("%d uploads did not come", ended);
    }
  }

  private static void send(
      ChunkQueue queue, List<StuckChunk> stuck, Predicate<StuckChunk> belongs) {
    queue.send(stuck.stream().filter(belongs).map(StuckChunk::chunk).toList());
  }
}
