package bulkorder.importing.retention;

import bulkorder.ledger.erasure.ErasureStep;
import bulkorder.ledger.erasure.ErasureStep.Done;
import bulkorder.ledger.erasure.ErasureStep.Looked;
import bulkorder.ledger.erasure.ErasureStep.Objects;
import bulkorder.ledger.erasure.ErasureStep.Waits;
import bulkorder.ledger.erasure.ErasureWork;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.ReportQueue;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Works on erasures, step by step. First the ledger gives up what it has of the person, then
 * objects are deleted and reports asked for anew, then that is shown: a crash only has it done
 * again.
 */
@ApplicationScoped
public class ErasePersons {

  private static final Logger LOG = Logger.getLogger(ErasePersons.class);

  private static final int ERASURES_AT_ONCE = 1000;

  private final ErasureWork work;
  private final KeptObjects objects;
  private final ReportQueue reports;

  ErasePersons(ErasureWork work, KeptObjects objects, ReportQueue reports) {
    this.work = work;
    this.objects = objects;
    this.reports = reports;
  }

  /** Works until nothing can be done or the time is over; the next one goes on. */
  public void work(Deadline deadline) {
    for (long erasureId : work.running(ERASURES_AT_ONCE)) {
      while (deadline.allows(DeleteOutlived.STEP_MAX) && step(erasureId)) {
        // a step after the other
      }
    }
  }

  private boolean step(long erasureId) {
    ErasureStep step = work.next(erasureId);
    return switch (step) {
      case Looked _ -> true;
      case Objects found -> {
        delete(found);
        work.showDeleted(erasureId, found);
        yield true;
      }
      case Waits _ -> false;
      case Done _ -> {
        LOG.infof("erasure %d is done", erasureId);
        yield false;
      }
    };
  }

  private void delete(Objects found) {
    if (found.file()) {
      objects.delete(found.batch().object().orElseThrow());
    }
    found
        .reports()
        .ifPresent(
            all -> all.prefixes().forEach(prefix -> objects.deleteAll(all.bucket(), prefix)));
    if (found.reportsAnew()) {
      reports.send(found.batch());
    }
  }
}
