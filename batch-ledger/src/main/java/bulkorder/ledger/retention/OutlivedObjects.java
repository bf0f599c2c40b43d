package bulkorder.ledger.retention;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.FileObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Uploaded files and reports that have outlived their client's lifetime for them. Whoever deletes
 * one shows it afterwards: a crash in between has it deleted again, which harms nothing.
 */
@ApplicationScoped
public class OutlivedObjects {

  private static final String ACTOR = "retention";

  /**
   * Of a dry run that waits, from when it was checked. A file that is nobody's has what is usual.
   */
  private static final String FILES =
      """
      select b.batch_id, b.client_id, b.object_bucket, b.object_key, b.object_version, b.object_etag
      from (select client_id, files_kept_days as days from clients union all select '', 90) c
      cross join lateral (
        select * from batches
        where coalesce(client_id, '') = c.client_id
          and object_version is not null and object_deleted_at is null and (ended_at is not null or status = 'VALIDATED')
          and coalesce(ended_at, accepted_at) < clock_timestamp() - make_interval(days => c.days)
        order by coalesce(ended_at, accepted_at)
        limit :limit) b
      limit :limit
      """;

  private static final String SHOW_FILE_DELETED =
      """
      update batches set object_deleted_at = clock_timestamp()
      where batch_id = :batchId and object_deleted_at is null
      """;

  private static final String REPORTS =
      """
      select b.batch_id, b.client_id, b.object_bucket, b.run_no
      from clients c
      cross join lateral (
        select * from batches
        where client_id = c.client_id and object_version is not null and accepted_at is not null
          and reports_deleted_at is null and (ended_at is not null or status = 'VALIDATED')
          and coalesce(ended_at, accepted_at) < clock_timestamp() - make_interval(days => c.reports_kept_days)
        order by coalesce(ended_at, accepted_at)
        limit :limit) b
      limit :limit
      """;

  /** A batch that has begun a further run has reports that were not meant. */
  private static final String SHOW_REPORTS_DELETED =
      """
      update batches set reports_deleted_at = clock_timestamp()
      where batch_id = :batchId and run_no = :runNo and reports_deleted_at is null
        and (ended_at is not null or status = 'VALIDATED')
      """;

  private final Session session;
  private final AuditTrail audit;

  OutlivedObjects(Session session, AuditTrail audit) {
    this.session = session;
    this.audit = audit;
  }

  /**
   * Files to be deleted.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<OutlivedFile> files(int limit) {
    return session
        .createNativeQuery(FILES, Tuple.class)
        .setParameter("limit", limit)
        .getResultStream()
        .map(OutlivedObjects::file)
        .toList();
  }

  /** Shows that a file was deleted. */
  @Transactional
  public void showDeleted(OutlivedFile file) {
    int shown =
        session
            .createNativeMutationQuery(SHOW_FILE_DELETED)
            .setParameter("batchId", file.batchId().value())
            .executeUpdate();
    if (shown == 1) {
      record("OBJECT_DELETED", file.batchId(), file.clientId(), Map.of("reason", "LIFETIME"));
    }
  }

  /**
   * Batches whose reports are to be deleted.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<OutlivedReports> reports(int limit) {
    return session
        .createNativeQuery(REPORTS, Tuple.class)
        .setParameter("limit", limit)
        .getResultStream()
        .map(OutlivedObjects::reportsOf)
        .toList();
  }

  /** Shows that the reports of a batch were deleted. */
  @Transactional
  public void showDeleted(OutlivedReports reports) {
    int shown =
        session
            .createNativeMutationQuery(SHOW_REPORTS_DELETED)
            .setParameter("batchId", reports.batchId().value())
            .setParameter("runNo", reports.runNo())
            .executeUpdate();
    if (shown == 1) {
      record(
          "REPORTS_DELETED", reports.batchId(), reports.clientId(), Map.of("reason", "LIFETIME"));
    }
  }

  private void record(
      String action, BatchId batchId, @Nullable ClientId clientId, Map<String, String> details) {
    audit.record(ACTOR, action, batchId.toString(), clientId, details);
  }

  private static OutlivedFile file(Tuple row) {
    String clientId = row.get("client_id", String.class);
    return new OutlivedFile(
        new BatchId(row.get("batch_id", UUID.class)),
        clientId == null ? null : new ClientId(clientId),
        new FileObject(
            row.get("object_bucket", String.class),
            row.get("object_key", String.class),
            row.get("object_version", String.class),
            row.get("object_etag", String.class)));
  }

  private static OutlivedReports reportsOf(Tuple row) {
    return new OutlivedReports(
        new BatchId(row.get("batch_id", UUID.class)),
        new ClientId(row.get("client_id", String.class)),
        row.get("object_bucket", String.class),
        row.get("run_no", Integer.class));
  }
}
