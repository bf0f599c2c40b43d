package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  static final String COLUMNS = "batch_id, chunk_no, run_no, client_id, first_row, last_row";

  private static final String FIND =
      "select " + COLUMNS + " from batch_chunks where batch_id = :batchId and chunk_no = :chunkNo";

  private static final String LOCK = FIND + " for update";

  private static final String FIND_ALL =
      "select "
          + COLUMNS
          + " from batch_chunks where batch_id = :batchId and chunk_no = any(cast(:chunkNos as int[]))"
          + " order by chunk_no";

  private static final String LOCK_ALL = FIND_ALL + " for update";

  private static final String CLAIM =
      """
      update batch_chunks set %1$s = clock_timestamp() + make_interval(secs => :leaseSeconds)
      where batch_id = :batchId and chunk_no = :chunkNo and (%1$s is null or %1$s <= clock_timestamp())
      returning\s"""
          + COLUMNS;

  private static final String RELEASE =
      "update batch_chunks set %1$s = null where batch_id = :batchId and chunk_no = :chunkNo";

  /** Each chunk by itself: nothing here depends on what the planner knows of a million new rows. */
  private static final String COUNT_ROWS =
      """
      update batch_chunks c
      set (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
          notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows,
          ordered_at, paid_at, mailed_at) = (
            select
              %s,
              case when count(*) filter (where status = 'QUEUED') = 0 then coalesce(c.ordered_at, clock_timestamp()) end,
              case when count(*) filter (where status in ('QUEUED', 'ORDERED', 'PAYMENT_UNKNOWN')) = 0
                then coalesce(c.paid_at, clock_timestamp()) end,
              case when count(*) filter (where status = 'QUEUED' or notification_status = 'PENDING') = 0
                then coalesce(c.mailed_at, clock_timestamp()) end
            from batch_rows
            where batch_id = :batchId and row_number between c.first_row and c.last_row),
          codes = %s,
          amounts = (
            select coalesce(jsonb_object_agg(status, sums), '{}')
            from (
              select status, jsonb_object_agg(currency, total) as sums
              from (
                select status, currency, sum(amount) as total
                from batch_rows
                where batch_id = :batchId and row_number between c.first_row and c.last_row and currency is not null
                group by status, currency
              ) by_currency
              group by status
            ) by_status),
          updated_at = clock_timestamp()
      """
          .formatted(ChunkCounts.OF_ROWS, ChunkCodes.OF_ROWS);

  private static final String COUNT =
      """
      with was as (select * from batch_chunks where batch_id = :batchId and chunk_no = :chunkNo)
      """
          + COUNT_ROWS
          + """
          from was
          where c.batch_id = :batchId and c.chunk_no = :chunkNo
          returning c.open_rows, c.notifications_pending,\s"""
          + RowMoves.RETURNED;

  private static final String COUNT_RUN =
      COUNT_ROWS + "where c.batch_id = :batchId and c.run_no = :runNo";

  private static final String LOCK_BATCH =
      "select chunk_no from batch_chunks where batch_id = :batchId order by chunk_no for update";

  private static final String IS_CLAIMED =
      """
      select coalesce(%s > clock_timestamp(), false) from batch_chunks
      where batch_id = :batchId and chunk_no = :chunkNo
      """;

  private static final String OPEN =
      "select "
          + COLUMNS
          + " from batch_chunks where batch_id = :batchId and open_rows > 0 order by chunk_no";

  private static final String WITH_QUEUED_ROWS =
      "select "
          + COLUMNS
          + " from batch_chunks where batch_id = :batchId and queued > 0 order by chunk_no";

  private static final String BEGIN_REST =
      "update batch_chunks set sent_at = clock_timestamp() where batch_id = :batchId and open_rows > 0";

  private static final String REST =
      """
      update batch_chunks set sent_at = clock_timestamp() + make_interval(secs => :delaySeconds)
      where batch_id = :batchId and chunk_no = :chunkNo
      """;

  private final Session session;
  private final RowMoves rowMoves;

  Chunks(Session session, RowMoves rowMoves) {
    this.session = session;
    this.rowMoves = rowMoves;
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
   * Locks chunks of one batch until the end of the transaction, in their sequence, so that two who
   * need some of the same never wait for each other in a circle.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Chunk> lockAll(BatchId batchId, Collection<Integer> chunkNos) {
    return several(LOCK_ALL, batchId, chunkNos);
  }

  /** Chunks of one batch, in their sequence. */
  @Transactional
  public List<Chunk> findAll(BatchId batchId, Collection<Integer> chunkNos) {
    return several(FIND_ALL, batchId, chunkNos);
  }

  private List<Chunk> several(String sql, BatchId batchId, Collection<Integer> chunkNos) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("chunkNos", chunkNos.toArray(Integer[]::new))
        .getResultStream()
        .map(Chunks::chunk)
        .toList();
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
    Tuple counts = query(COUNT, chunk.batchId(), chunk.chunkNo()).getSingleResult();
    rowMoves.measure(counts);
    return new ChunkState(
        chunk,
        counts.get("open_rows", Integer.class),
        counts.get("notifications_pending", Integer.class) > 0);
  }

  /**
   * Counts chunks anew.
   *
   * @param callForMails the numbers of those of them whose mails wait for a message
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<ChunkState> countAll(List<Chunk> changed, Set<Integer> callForMails) {
    return changed.stream()
        .map(this::count)
        .map(state -> state.callingForMails(callForMails.contains(state.chunk().chunkNo())))
        .toList();
  }

  /** Counts the rows of every chunk of a run anew. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void countRun(BatchId batchId, int runNo) {
    session
        .createNativeMutationQuery(COUNT_RUN)
        .setParameter("batchId", batchId.value())
        .setParameter("runNo", runNo)
        .executeUpdate();
  }

  /**
   * Lets a chunk rest whose next message is seen only after a delay: until then it is not stuck. To
   * be called before that message is sent.
   */
  @Transactional
  public void rest(Chunk chunk, Duration delay) {
    session
        .createNativeMutationQuery(REST)
        .setParameter("delaySeconds", delay.toMillis() / 1000.0)
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("chunkNo", chunk.chunkNo())
        .executeUpdate();
  }

  /** Locks every chunk of a batch until the end of the transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void lockAll(BatchId batchId) {
    session
        .createNativeQuery(LOCK_BATCH, Integer.class)
        .setParameter("batchId", batchId.value())
        .getResultList();
  }

  /** Whether an invocation holds one side of a chunk. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean isClaimed(Lease lease, Chunk chunk) {
    return session
        .createNativeQuery(IS_CLAIMED.formatted(lease.column()), Boolean.class)
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("chunkNo", chunk.chunkNo())
        .getSingleResult();
  }

  /** The chunks of a batch that have open rows, in their sequence. */
  @Transactional
  public List<Chunk> open(BatchId batchId) {
    return ofBatch(OPEN, batchId);
  }

  /** The chunks of a batch that have rows without an order, in their sequence. */
  @Transactional
  public List<Chunk> withQueuedRows(BatchId batchId) {
    return ofBatch(WITH_QUEUED_ROWS, batchId);
  }

  /** Lets the time begin now after which chunks of a batch that nobody works on count as stuck. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void beginRest(BatchId batchId) {
    session
        .createNativeMutationQuery(BEGIN_REST)
        .setParameter("batchId", batchId.value())
        .executeUpdate();
  }

  private List<Chunk> ofBatch(String sql, BatchId batchId) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .map(Chunks::chunk)
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
