package bulkorder.ledger.report;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.announcement.Announcements;
import bulkorder.ledger.batch.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** Which reports a batch shall have, and which are written. */
@ApplicationScoped
public class Reports {

  private static final String HAS_REFUSED_ROWS =
      "select exists (select 1 from batch_chunks where batch_id = :batchId and invalid > 0)";

  /** What could not be written for a day is not tried for ever. */
  private static final String DUE =
      """
      select * from batches
      where reports_at is null and accepted_at is not null and parent_batch_id is null
        and status in ('COMPLETED', 'COMPLETED_WITH_ERRORS', 'REJECTED', 'CANCELLED', 'VALIDATED')
        and coalesce(ended_at, accepted_at) < clock_timestamp() - make_interval(secs => :quietSeconds)
        and coalesce(ended_at, accepted_at) > clock_timestamp() - interval '1 day'
      order by coalesce(ended_at, accepted_at)
      limit :limit
      """;

  private static final String WRITTEN =
      """
      select kind, object_key, rows from batch_reports
      where batch_id = :batchId and run_no = :runNo and (:complete or kind = 'ERRORS')
      order by kind
      """;

  /**
   * The row lock lets no other state in before the reports of this one are shown. Reports that hold
   * what was erased since they were begun are not shown, but written anew.
   */
  private static final String SHOW_STATE =
      """
      update batches set reports_at = case when :complete then clock_timestamp() end, reports_deleted_at = null
      where batch_id = :batchId and run_no = :runNo and status = :status
        and rows_erased_at is not distinct from cast(:rowsErasedAt as timestamptz)
      """;

  private static final String FORGET =
      "delete from batch_reports where batch_id = :batchId and run_no = :runNo";

  private static final String SHOW =
      """
      insert into batch_reports (batch_id, run_no, kind, object_key, rows, written_at)
      values (:batchId, :runNo, :kind, :objectKey, :rows, clock_timestamp())
      """;

  private final Session session;
  private final Announcements announcements;

  Reports(Session session, Announcements announcements) {
    this.session = session;
    this.announcements = announcements;
  }

  /**
   * The reports that a batch shall have in its present state: none while it is not imported, the
   * errors alone while it runs, and all of them when it has ended. None any more when its rows have
   * expired.
   */
  public static Set<ReportKind> wanted(Batch batch) {
    boolean hasRows =
        batch.acceptedAt().isPresent()
            && batch.parent().isEmpty()
            && batch.rowsExpiredAt().isEmpty();
    if (!hasRows) {
      return EnumSet.noneOf(ReportKind.class);
    }
    return complete(batch.status())
        ? EnumSet.allOf(ReportKind.class)
        : EnumSet.of(ReportKind.ERRORS);
  }

  /** Whether rows of a batch were refused, so that its errors are worth telling at once. */
  @Transactional
  public boolean hasRefusedRows(BatchId batchId) {
    return session
        .createNativeQuery(HAS_REFUSED_ROWS, Boolean.class)
        .setParameter("batchId", batchId.value())
        .getSingleResult();
  }

  /**
   * Batches that ended a while ago and whose reports are not written: the message that asks for
   * them was never sent.
   *
   * @param quiet longer than it takes to write reports
   * @param limit how many at most
   */
  @Transactional
  public List<Batch> due(Duration quiet, int limit) {
    return session
        .createNativeQuery(DUE, Batch.class)
        .setParameter("quietSeconds", quiet.toMillis() / 1000.0)
        .setParameter("limit", limit)
        .getResultList();
  }

  /**
   * Shows the reports that were written of a batch, in place of those before. With those of its end
   * the client is told of it; whoever calls this sends the message of that after the commit.
   *
   * @param batch as it was when their writing began
   * @return whether the batch is still in that state; if not, nothing is shown, and they have to be
   *     written anew
   */
  @Transactional
  public boolean showWritten(Batch batch, List<WrittenReport> written) {
    int unchanged =
        session
            .createNativeMutationQuery(SHOW_STATE)
            .setParameter("batchId", batch.batchId().value())
            .setParameter("runNo", batch.runNo())
            .setParameter("status", batch.status().name())
            .setParameter("rowsErasedAt", batch.rowsErasedAt().orElse(null), Instant.class)
            .setParameter("complete", complete(batch.status()))
            .executeUpdate();
    if (unchanged == 0) {
      return false;
    }
    session
        .createNativeMutationQuery(FORGET)
        .setParameter("batchId", batch.batchId().value())
        .setParameter("runNo", batch.runNo())
        .executeUpdate();
    written.forEach(report -> show(batch, report));
    announcements.completed(batch.batchId(), written);
    return true;
  }

  /**
   * Gives up the reports of a batch: that its run has ended is told without them. Should they be
   * written later, they can be fetched all the same.
   */
  @Transactional
  public void giveUp(BatchId batchId) {
    announcements.completed(batchId, List.of());
  }

  /**
   * The reports of a batch's present run. Until it has ended these are its errors alone, as far as
   * they are known.
   */
  @Transactional
  public List<WrittenReport> of(Batch batch) {
    return session
        .createNativeQuery(WRITTEN, Tuple.class)
        .setParameter("batchId", batch.batchId().value())
        .setParameter("runNo", batch.runNo())
        .setParameter("complete", batch.reportsAt().isPresent())
        .getResultStream()
        .map(Reports::written)
        .toList();
  }

  private void show(Batch batch, WrittenReport report) {
    session
        .createNativeMutationQuery(SHOW)
        .setParameter("batchId", batch.batchId().value())
        .setParameter("runNo", batch.runNo())
        .setParameter("kind", report.kind().name())
        .setParameter("objectKey", report.objectKey())
        .setParameter("rows", report.rows())
        .executeUpdate();
  }

  private static WrittenReport written(Tuple row) {
    return new WrittenReport(
        ReportKind.valueOf(row.get("kind", String.class)),
        row.get("object_key", String.class),
        row.get("rows", Integer.class));
  }

  private static boolean complete(BatchStatus status) {
    return status.ended() || status == BatchStatus.VALIDATED;
  }
}
