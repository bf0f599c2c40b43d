package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.announcement.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** Opens batches again for a further run. */
@ApplicationScoped
public class Runs {

  private static final Set<BatchStatus> MAY_FOLLOW =
      EnumSet.of(BatchStatus.COMPLETED_WITH_ERRORS, BatchStatus.CANCELLED);

  private static final String REOPEN =
      """
      update batches
      set status = 'PROCESSING', run_no = run_no + 1, ended_at = null, queued_at = null, reports_at = null,
          reports_deleted_at = null, cancel_requested_at = null
      where batch_id = :batchId and status in (:mayFollow)
      returning run_no
      """;

  private final Session session;
  private final Batches batches;
  private final Announcements announcements;

  Runs(Session session, Batches batches, Announcements announcements) {
    this.session = session;
    this.batches = batches;
    this.announcements = announcements;
  }

  /** Whether a run may follow upon a batch's end. */
  public static boolean mayFollow(BatchStatus end) {
    return MAY_FOLLOW.contains(end);
  }

  /**
   * Begins the next run of a batch that has ended so that one {@linkplain #mayFollow may follow},
   * and that the caller has locked. Its chunks keep their run until their rows change. Should the
   * reports of the run before not be written yet, they never will be, and its end is told without
   * them.
   *
   * @return the number of the run
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int begin(BatchId batchId, RunKind kind) {
    if (batches.find(batchId).orElseThrow().reportsAt().isEmpty()) {
      announcements.completed(batchId, List.of());
    }
    int runNo =
        session
            .createNativeQuery(REOPEN, Integer.class)
            .setParameter("batchId", batchId.value())
            .setParameter("mayFollow", MAY_FOLLOW.stream().map(BatchStatus::name).toList())
            .getSingleResult();
    batches.beginRun(batchId, kind);
    return runNo;
  }
}
