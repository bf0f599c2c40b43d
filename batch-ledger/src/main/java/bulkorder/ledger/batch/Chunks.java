package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * The chunks. Whoever changes rows of a chunk holds its lock first, so two functions that work on
 * the same chunk at once wait for each other in one place, and its counts, which are always derived
 * from its rows, never drift.
 */
@ApplicationScoped
public class Chunks {

  private static final String COLUMNS =
      "batch_id, chunk_no, run_no, client_id, first_row, last_row";

  private static final String FIND =
      "select " + COLUMNS + " from batch_chunks where batch_id = :batchId and chunk_no = :chunkNo";

  private static final String LOCK = FIND + " for update";

  private static final String CLAIM =
      """
      update batch_chunks set %1$s = clock_timestamp() + make_interval(secs => :leaseSeconds)
      where batch_id = :batchId and chunk_no = :chunkNo and (%1$s is null or %1$s <= clock_timestamp())
      returning\s"""
          + COLUMNS;

  private static final String RELEASE =
      "update batch_chunks set %1$s = null where batch_id = :batchId and chunk_no = :chunkNo";

  private static final String COUNT =
      """
      update batch_chunks c
      set invalid = s.invalid, duplicate = s.duplicate, queued = s.queued, ordered = s.ordered, paid = s.paid,
          payment_failed = s.payment_failed, payment_unknown = s.payment_unknown, cancelled = s.cancelled,
          failed = s.failed, notifications_pending = s.notifications_pending,
          notifications_sent = s.notifications_sent, notifications_failed = s.notifications_failed,
          notifications_suppressed = s.notifications_suppressed, open_rows = s.open_rows, amounts = a.amounts,
          updated_at = clock_timestamp()
      from (
        select
          %s
        from batch_rows
        where batch_id = :batchId and row_number between :firstRow and :lastRow
      ) s, (
        select coalesce(jsonb_object_agg(status, sums), '{}') as amounts
        from (
          select status, jsonb_object_agg(currency, total) as sums
          from (
            select status, currency, sum(amount) as total
            from batch_rows
            where batch_id = :batchId and row_number between :firstRow and :lastRow and currency is not null
            group by status, currency
          ) by_currency
          group by status
        ) by_status
      ) a
      where c.batch_id = :batchId and c.chunk_no = :chunkNo
      returning c.open_rows
      """
          .formatted(ChunkCounts.OF_ROWS);

  private static final String WITH_QUEUED_ROWS =
      "select "
          + COLUMNS
          + " from batch_chunks where batch_id = :batchId and queued > 0 order by chunk_no";

  private static final String BEGIN_REST =
      "update batch_chunks set sent_at = clock_timestamp() where batch_id = :batchId and open_rows > 0";

  private static final String STUCK =
      """
      update batch_chunks c set sent_at = clock_timestamp()
      where (batch_id, chunk_no) in (
        select c.batch_id, c.chunk_no
        from batches b join batch_chunks c on c.batch_id = b.batch_id
        where b.ended_at is null and b.status = 'PROCESSING' and c.open_rows > 0
          and c.sent_at < clock_timestamp() - make_interval(secs => :quietSeconds)
          and c.updated_at < clock_timestamp() - make_interval(secs => :quietSeconds)
          and coalesce(c.payment_lease_until, '-infinity') <= clock_timestamp()
          and coalesce(c.notification_lease_until, '-infinity') <= clock_timestamp()
        order by c.batch_id, c.chunk_no
        limit :limit)
      returning batch_id, chunk_no, run_no, client_id, first_row, last_row, queued > 0 as to_order,
        ordered + payment_unknown > 0 as to_pay, notifications_pending > 0 as to_notify
      """;

  private static final String DONE_BUT_OPEN =
      """
      select b.batch_id from batches b
      where b.ended_at is null and b.status = 'PROCESSING'
        and (select chunk_no from batch_chunks c
             where c.batch_id = b.batch_id and c.open_rows > 0
             order by chunk_no desc limit 1) is null
      """;

  private final Session session;

  Chunks(Session session) {
    this.session = session;
  }

  /** The chunk, or empty if there is none. */
  @Transactional
  public Optional<Chunk> find(BatchId batchId, int chunkNo) {
    return one(query(FIND, batchId, chunkNo));
  }

  /** Locks a chunk until the end of the transaction; empty if there is no such chunk. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Chunk> lock(BatchId batchId, int chunkNo) {
    return one(query(LOCK, batchId, chunkNo));
  }

  /**
   * Claims the work on one side of a chunk for the time that an invocation has left.
   *
   * @return the chunk, or empty while another invocation holds it, or if there is no such chunk
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Chunk> claim(Lease lease, BatchId batchId, int chunkNo, Duration leaseTime) {
    return one(
        query(CLAIM.formatted(lease.column()), batchId, chunkNo)
            .setParameter("leaseSeconds", leaseTime.toMillis() / 1000.0));
  }

  /**
   * Locks a chunk until the end of the transaction in order to give up one side of it.
   *
   * @return the chunk, or empty if there is no such chunk
   * @throws IllegalStateException while an invocation holds the claim: what it has done outside is
   *     not recorded yet
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Chunk> lockUnclaimed(Lease lease, BatchId batchId, int chunkNo) {
    Optional<Chunk> unclaimed = claim(lease, batchId, chunkNo, Duration.ZERO);
    if (unclaimed.isEmpty() && find(batchId, chunkNo).isPresent()) {
      throw new IllegalStateException(
          "chunk %d of batch %s is being worked on".formatted(chunkNo, batchId));
    }
    return unclaimed;
  }

  /** Ends a claim before its time. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void release(Lease lease, Chunk chunk) {
    session
        .createNativeMutationQuery(RELEASE.formatted(lease.column()))
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("chunkNo", chunk.chunkNo())
        .executeUpdate();
  }

  /**
   * Counts a chunk's rows anew, after they changed.
   *
   * @return the chunk and how many of its rows are still open
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public ChunkState count(Chunk chunk) {
    int openRows =
        query(COUNT, chunk.batchId(), chunk.chunkNo())
            .setParameter("firstRow", chunk.firstRow())
            .setParameter("lastRow", chunk.lastRow())
            .getSingleResult()
            .get(0, Integer.class);
    return new ChunkState(chunk, openRows);
  }

  /** The chunks of a batch that have rows without an order, in their sequence. */
  @Transactional
  public List<Chunk> withQueuedRows(BatchId batchId) {
    return session
        .createNativeQuery(WITH_QUEUED_ROWS, Tuple.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .map(Chunks::chunk)
        .toList();
  }

  /** Lets the time begin now after which chunks of a batch that nobody works on count as stuck. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void beginRest(BatchId batchId) {
    session
        .createNativeMutationQuery(BEGIN_REST)
        .setParameter("batchId", batchId.value())
        .executeUpdate();
  }

  /**
   * Finds chunks with open rows that nobody holds and nothing has touched for a time, and marks
   * them as sent again.
   *
   * @param quiet longer than a message can be on its way unseen
   * @param limit how many at most
   */
  @Transactional
  public List<StuckChunk> markStuck(Duration quiet, int limit) {
    return session
        .createNativeQuery(STUCK, Tuple.class)
        .setParameter("quietSeconds", quiet.toMillis() / 1000.0)
        .setParameter("limit", limit)
        .getResultStream()
        .map(
            row ->
                new StuckChunk(
                    chunk(row),
                    row.get("to_order", Boolean.class),
                    row.get("to_pay", Boolean.class),
                    row.get("to_notify", Boolean.class)))
        .toList();
  }

  /**
   * Batches whose rows have all ended while the batch has not: their last invocation died after its
   * commit.
   */
  @Transactional
  public List<BatchId> doneButOpen() {
    return session
        .createNativeQuery(DONE_BUT_OPEN, UUID.class)
        .getResultStream()
        .map(BatchId::new)
        .toList();
  }

  private NativeQuery<Tuple> query(String sql, BatchId batchId, int chunkNo) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("chunkNo", chunkNo);
  }

  private static Optional<Chunk> one(NativeQuery<Tuple> query) {
    return query.getResultStream().map(Chunks::chunk).findFirst();
  }

  /** The chunk that a row of a query holds. */
  public static Chunk chunk(Tuple row) {
    return new Chunk(
        new BatchId(row.get("batch_id", UUID.class)),
        row.get("chunk_no", Integer.class),
        row.get("run_no", Integer.class),
        new ClientId(row.get("client_id", String.class)),
        row.get("first_row", Integer.class),
        row.get("last_row", Integer.class));
  }
}
