package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.RunKind;
import bulkorder.ledger.batch.Runs;
import bulkorder.ledger.retention.UtcDay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * Puts the rows of a corrected file in the place of the rows that they correct, as a new run of
 * their batch. Until then they lie in the ledger under the corrected file's own batch, which is
 * left without rows.
 */
@ApplicationScoped
class Corrections {

  /** Locks the batch: of two corrections at once, the second finds it open again. */
  private static final String PARENT_STATUS =
      "select status from batches where batch_id = :parentId and client_id = :clientId for update";

  /** What ended without an order that lives may be corrected, but for what was erased. */
  private static final String FIRST_NOT_OPEN =
      """
      select min(x.row_number)
      from batch_rows x
      left join batch_rows p on p.batch_id = :parentId and p.row_number = x.row_number
      left join orders o on o.order_id = p.order_id
      where x.batch_id = :batchId
        and (p.erased_at is null and (p.status = 'INVALID'
          or p.status in ('PAYMENT_FAILED', 'FAILED', 'CANCELLED') and coalesce(o.status, 'CANCELLED') = 'CANCELLED'))
          is not true
      """;

  private static final String REPLACE =
      """
      update batch_rows p
      set status = x.status, notification_status = null, notification_code = null, code = x.code, errors = x.errors,
          order_reference = x.order_reference, personal = x.personal, source = x.source, product_code = x.product_code,
          quantity = x.quantity, unit_price = x.unit_price, amount = x.amount, currency = x.currency,
          payment_method = x.payment_method, language = x.language, requested_date = x.requested_date,
          content_digest = x.content_digest, order_id = x.order_id, same_as_row = x.same_as_row,
          updated_at = clock_timestamp()
      from batch_rows x
      where x.batch_id = :batchId and p.batch_id = :parentId and p.row_number = x.row_number
      """;

  private static final String TO_RUN =
      """
      update batch_chunks c
      set run_no = :runNo, sent_at = clock_timestamp()
      where c.batch_id = :parentId
        and exists (select 1 from batch_rows x
                    where x.batch_id = :batchId and x.row_number between c.first_row and c.last_row)
      """;

  private static final String DELETE_OWN = "delete from batch_rows where batch_id = :batchId";

  private final Session session;
  private final Batches batches;
  private final Runs runs;
  private final Chunks chunks;

  Corrections(Session session, Batches batches, Runs runs, Chunks chunks) {
    this.session = session;
    this.batches = batches;
    this.runs = runs;
    this.chunks = chunks;
  }

  /**
   * Why a batch cannot be corrected by a file; empty if it can, and then it is locked.
   *
   * @param columns of the corrected file
   */
  Optional<Rejection> refusal(
      Batch correction, ClientId clientId, BatchId parentId, List<String> columns) {
    if (correction.dryRun()) {
      return refused(RejectionCode.CORRECTION_DRY_RUN, parentId, Map.of());
    }
    Optional<String> status = parentStatus(clientId, parentId);
    if (status.isEmpty()) {
      return refused(RejectionCode.CORRECTION_UNKNOWN_BATCH, parentId, Map.of());
    }
    if (!Runs.mayFollow(BatchStatus.valueOf(status.get()))) {
      return refused(
          RejectionCode.CORRECTION_BATCH_NOT_OPEN, parentId, Map.of("status", status.get()));
    }
    Batch parent = batches.find(parentId).orElseThrow();
    if (parent.rowsExpiredAt().isPresent()) {
      return refused(
          RejectionCode.CORRECTION_ROWS_DELETED,
          parentId,
          Map.of("day", UtcDay.of(parent.rowsExpiredAt().get())));
    }
    List<String> expected = parent.columns();
    if (!columns.equals(expected)) {
      return refused(
          RejectionCode.CORRECTION_COLUMNS,
          parentId,
          Map.of("expected", String.join(", ", expected), "found", String.join(", ", columns)));
    }
    Integer row =
        query(FIRST_NOT_OPEN, Integer.class, parentId)
            .setParameter("batchId", correction.batchId().value())
            .getSingleResultOrNull();
    return row == null
        ? Optional.empty()
        : refused(
            RejectionCode.CORRECTION_ROW_NOT_OPEN, parentId, Map.of("row", Integer.toString(row)));
  }

  /**
   * Replaces the rows and opens their batch again.
   *
   * @return the number of the run
   */
  int merge(BatchId correctionId, BatchId parentId) {
    int runNo = runs.begin(parentId, RunKind.CORRECTION);
    chunks.lockAll(parentId);
    change(TO_RUN, parentId)
        .setParameter("batchId", correctionId.value())
        .setParameter("runNo", runNo)
        .executeUpdate();
    change(REPLACE, parentId).setParameter("batchId", correctionId.value()).executeUpdate();
    session
        .createNativeMutationQuery(DELETE_OWN)
        .setParameter("batchId", correctionId.value())
        .executeUpdate();
    chunks.countRun(parentId, runNo);
    return runNo;
  }

  private Optional<String> parentStatus(ClientId clientId, BatchId parentId) {
    return query(PARENT_STATUS, String.class, parentId)
        .setParameter("clientId", clientId.value())
        .getResultStream()
        .findFirst();
  }

  private static Optional<Rejection> refused(
      RejectionCode code, BatchId parentId, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("batch", parentId.toString());
    return Optional.of(new Rejection(code, all));
  }

  private <T> NativeQuery<T> query(String sql, Class<T> type, BatchId parentId) {
    return session.createNativeQuery(sql, type).setParameter("parentId", parentId.value());
  }

  private MutationQuery change(String sql, BatchId parentId) {
    return session.createNativeMutationQuery(sql).setParameter("parentId", parentId.value());
  }
}
