package bulkorder.ledger.retention;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Rows that have outlived their client's lifetime for them. First all rows of a batch expire at
 * once, so that nobody sees a part of them or works on it; then they are deleted, some chunks at a
 * time. Batch, chunks with their counts, orders and payments stay, and what the rows came to is
 * kept with the batch.
 */
@ApplicationScoped
public class OutlivedRows {

  private static final String ACTOR = "retention";

  /** So many chunks hold at most 20,000 rows. */
  private static final int CHUNKS_AT_ONCE = 20;

  /** A batch with work to do, or with a payment that may still be found out, keeps its rows. */
  private static final String EXPIRE =
      """
      with outlived as (
        select b.batch_id
        from clients c
        cross join lateral (
          select batch_id from batches o
          where o.client_id = c.client_id and o.accepted_at is not null and o.rows_expired_at is null
            and (o.ended_at is not null or o.status = 'VALIDATED')
            and coalesce(o.ended_at, o.accepted_at) < clock_timestamp() - make_interval(days => c.rows_kept_days)
            and (o.status = 'VALIDATED' or not exists (
              select 1 from batch_chunks k where k.batch_id = o.batch_id and (k.open_rows > 0 or k.payment_unknown > 0)))
            and not exists (select 1 from payments p where p.batch_id = o.batch_id and p.status = 'UNKNOWN')
          order by coalesce(o.ended_at, o.accepted_at)
          limit 1) b
        limit 1
      ), locked as (
        select b.batch_id from batches b join outlived using (batch_id)
        where b.rows_expired_at is null and (b.ended_at is not null or b.status = 'VALIDATED')
        for update of b skip locked
      )
      update batches b
      set rows_expired_at = clock_timestamp(),
        account = (
          select coalesce(
            jsonb_agg(jsonb_build_object('status', status, 'currency', currency, 'rows', rows, 'amount', amount)), '[]')
          from (
            select status, currency, count(*) as rows, coalesce(sum(amount), 0) as amount
            from batch_rows r where r.batch_id = b.batch_id
            group by status, currency) lines)
      from locked
      where b.batch_id = locked.batch_id
      returning b.batch_id, b.client_id, b.rows_read
      """;

  private static final String EXPIRED =
      """
      select batch_id from batches where rows_expired_at is not null and rows_deleted_at is null
      order by rows_expired_at limit 1
      """;

  /** Whoever works on a chunk's rows holds its lock. */
  private static final String LOCK =
      """
      select chunk_no, first_row, last_row from batch_chunks
      where batch_id = :batchId and chunk_no > :afterChunk
      order by chunk_no limit :limit
      for update
      """;

  private static final String DELETE =
      "delete from batch_rows where batch_id = :batchId and row_number between :firstRow and :lastRow";

  private static final String SHOW_DELETED =
      """
      update batches set rows_deleted_at = clock_timestamp()
      where batch_id = :batchId and rows_expired_at is not null and rows_deleted_at is null
      """;

  private final Session session;
  private final AuditTrail audit;

  OutlivedRows(Session session, AuditTrail audit) {
    this.session = session;
    this.audit = audit;
  }

  /**
   * Lets the rows of one batch expire.
   *
   * @return whether there was such a batch, which nobody else has locked
   */
  @Transactional
  public boolean expireNext() {
    Optional<Tuple> batch =
        session.createNativeQuery(EXPIRE, Tuple.class).getResultStream().findFirst();
    batch.ifPresent(
        row ->
            audit.record(
                ACTOR,
                "ROWS_DELETED",
                row.get("batch_id", UUID.class).toString(),
                new ClientId(row.get("client_id", String.class)),
                Map.of("reason", "LIFETIME", "rows", row.get("rows_read", Integer.class) + "")));
    return batch.isPresent();
  }

  /** A batch whose rows have expired and are not all deleted yet. */
  @Transactional
  public Optional<BatchId> nextExpired() {
    return session
        .createNativeQuery(EXPIRED, UUID.class)
        .getResultStream()
        .findFirst()
        .map(BatchId::new);
  }

  /**
   * Deletes the rows of some chunks, whose batch's rows have expired.
   *
   * @param afterChunk the last chunk of the portion before, or 0
   * @return the last chunk of this portion; empty if no chunk was left, and then all is done
   */
  @Transactional
  public OptionalInt deleteSome(BatchId batchId, int afterChunk) {
    var portion =
        session
            .createNativeQuery(LOCK, Tuple.class)
            .setParameter("batchId", batchId.value())
            .setParameter("afterChunk", afterChunk)
            .setParameter("limit", CHUNKS_AT_ONCE)
            .getResultList();
    if (portion.isEmpty()) {
      session
          .createNativeMutationQuery(SHOW_DELETED)
          .setParameter("batchId", batchId.value())
          .executeUpdate();
      return OptionalInt.empty();
    }
    session
        .createNativeMutationQuery(DELETE)
        .setParameter("batchId", batchId.value())
        .setParameter("firstRow", portion.getFirst().get("first_row", Integer.class))
        .setParameter("lastRow", portion.getLast().get("last_row", Integer.class))
        .executeUpdate();
    return OptionalInt.of(portion.getLast().get("chunk_no", Integer.class));
  }
}
