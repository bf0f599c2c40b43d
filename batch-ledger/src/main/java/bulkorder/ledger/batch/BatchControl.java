package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.announcement.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * Lets batches wait, go on and stop, always between two chunks: what is being worked on ends first.
 * Each method says whether it changed anything, and is a transaction of its own unless one is open.
 * Whoever lets work go on sends the messages of the batch's open chunks after the commit, and
 * whoever pauses a batch those of its announcements; should it die before, the look for stuck work
 * sends them.
 */
@ApplicationScoped
public class BatchControl {

  /** A person's pause takes the place of a machine's, which would end by itself. */
  private static final String PAUSE =
      """
      update batches set status = 'PAUSED', pause_reason = 'PERSON', paused_at = clock_timestamp()
      where batch_id = :batchId and cancel_requested_at is null
        and (status = 'PROCESSING' or status = 'PAUSED' and pause_reason <> 'PERSON')
      """;

  private static final String RESUME =
      """
      update batches set status = 'PROCESSING', pause_reason = null, paused_at = null
      where batch_id = :batchId and status = 'PAUSED' and pause_reason = 'PERSON'
      """;

  private static final String WAIT =
      """
      update batches set status = 'PAUSED', pause_reason = :reason, paused_at = clock_timestamp()
      where batch_id = :batchId and status = 'PROCESSING'
      """;

  private static final String RESUME_ALL =
      """
      update batches set status = 'PROCESSING', pause_reason = null, paused_at = null
      where status = 'PAUSED' and pause_reason = :reason and ended_at is null
      """;

  private static final String CANCEL =
      """
      update batches
      set status = 'PROCESSING', pause_reason = null, paused_at = null, cancel_requested_at = clock_timestamp()
      where batch_id = :batchId and status in ('PROCESSING', 'PAUSED') and cancel_requested_at is null
      """;

  private final Session session;
  private final Chunks chunks;
  private final Announcements announcements;

  BatchControl(Session session, Chunks chunks, Announcements announcements) {
    this.session = session;
    this.chunks = chunks;
    this.announcements = announcements;
  }

  /** Pauses a batch that runs, or that waits for a machine, until a person lets it go on. */
  @Transactional
  public boolean pause(BatchId batchId) {
    return tellPaused(batchId, changed(change(PAUSE, batchId)));
  }

  /** Lets a batch go on that a person paused. */
  @Transactional
  public boolean resume(BatchId batchId) {
    return beginRest(batchId, changed(change(RESUME, batchId)));
  }

  /**
   * Shows that a running batch waits. Its messages go on coming: whoever finds that the wait is
   * over calls {@link #resumeAllWaitingFor}. A pause that the batch has already stays as it is.
   *
   * @param reason not a person, who pauses by {@link #pause}
   */
  @Transactional
  public boolean waitFor(BatchId batchId, PauseReason reason) {
    return tellPaused(
        batchId, changed(change(WAIT, batchId).setParameter("reason", machine(reason).name())));
  }

  /**
   * Lets every batch go on that waits for this.
   *
   * @param reason not a person, who resumes by {@link #resume}
   * @return how many batches
   */
  @Transactional
  public int resumeAllWaitingFor(PauseReason reason) {
    return session
        .createNativeMutationQuery(RESUME_ALL)
        .setParameter("reason", machine(reason).name())
        .executeUpdate();
  }

  /**
   * Stops a batch that runs or waits. Its chunks are cancelled where their next message meets the
   * gate, so those that are open need one.
   */
  @Transactional
  public boolean requestCancel(BatchId batchId) {
    return beginRest(batchId, changed(change(CANCEL, batchId)));
  }

  private boolean tellPaused(BatchId batchId, boolean changed) {
    if (changed) {
      announcements.paused(batchId);
    }
    return changed;
  }

  private boolean beginRest(BatchId batchId, boolean changed) {
    if (changed) {
      chunks.beginRest(batchId);
    }
    return changed;
  }

  private MutationQuery change(String sql, BatchId batchId) {
    return session.createNativeMutationQuery(sql).setParameter("batchId", batchId.value());
  }

  private static boolean changed(MutationQuery change) {
    return change.executeUpdate() == 1;
  }

  private static PauseReason machine(PauseReason reason) {
    if (reason == PauseReason.PERSON) {
      throw new IllegalArgumentException("a person pauses and resumes a batch by itself");
    }
    return reason;
  }
}
