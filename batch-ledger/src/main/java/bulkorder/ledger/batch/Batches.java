package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The batches. Every change of state is guarded by the state before it, and says whether it took
 * place; each method is a transaction of its own unless one is open.
 */
@ApplicationScoped
public class Batches implements PanacheRepositoryBase<Batch, UUID> {

  /** The most batches of one page. */
  public static final int PAGE_SIZE_MAX = 200;

  private static final String END_WHEN_DONE =
      """
      update batches b
      set ended_at = clock_timestamp(), pause_reason = null, paused_at = null,
          status = case
            when cancel_requested_at is not null
              and exists (select 1 from batch_chunks where batch_id = :batchId and cancelled > 0)
            then 'CANCELLED'
            when exists (
              select 1 from batch_chunks
              where batch_id = :batchId
                and invalid + payment_failed + cancelled + failed + notifications_failed > 0)
            then 'COMPLETED_WITH_ERRORS' else 'COMPLETED' end
      where batch_id = :batchId
        and status in ('PROCESSING', 'PAUSED')
        and (select chunk_no from batch_chunks
             where batch_id = :batchId and open_rows > 0
             order by chunk_no desc limit 1) is null
      """;

  private static final String END_RUN =
      """
      update batch_runs r set ended_at = b.ended_at
      from batches b
      where b.batch_id = :batchId and r.batch_id = b.batch_id and r.run_no = b.run_no and r.ended_at is null
      """;

  private static final String BEGIN_RUN =
      """
      insert into batch_runs (batch_id, run_no, kind, started_at)
      select batch_id, run_no, :kind, :now from batches where batch_id = :batchId
      """;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Progress progress;

  Batches(InstantSource clock, RandomGenerator random, Progress progress) {
    this.clock = clock;
    this.random = random;
    this.progress = progress;
  }

  /** The batch with this id, if there is one. */
  @Transactional
  public Optional<Batch> find(BatchId batchId) {
    return findByIdOptional(batchId.value());
  }

  /** The batch, locked until the end of the transaction; empty if there is no such batch. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Batch> lock(BatchId batchId) {
    return findByIdOptional(batchId.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * A page of batches, newest first.
   *
   * @param filter what the batches have in common
   * @param before the last batch of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public List<Batch> page(BatchFilter filter, @Nullable BatchId before, int limit) {
    var conditions = new StringBuilder("true = true");
    Map<String, Object> values = new HashMap<>();
    filter.addTo(conditions, values);
    if (before != null) {
      conditions.append(" and batchId < :before");
      values.put("before", before.value());
    }
    return find(conditions.toString(), Sort.descending("batchId"), values)
        .page(Page.ofSize(Math.clamp(limit, 1, PAGE_SIZE_MAX)))
        .list();
  }

  /**
   * Promises a batch to a client that will upload its file.
   *
   * @param fileName the file's name as the client knows it; the object's key ends with it
   */
  @Transactional
  public Batch awaitUpload(
      ClientId clientId, String fileName, ImportOptions options, Instant expiresAt) {
    var batch = newBatch(BatchStatus.AWAITING_UPLOAD, fileName).with(options);
    batch.clientId = clientId.value();
    batch.objectKey = "incoming/%s/%s/%s".formatted(clientId, batch.batchId(), fileName);
    batch.uploadExpiresAt = expiresAt;
    persist(batch);
    return batch;
  }

  /** The batch that this version of an object made, if it has been seen. */
  @Transactional
  public Optional<Batch> findByObject(FileObject object) {
    return find(
            "objectBucket = ?1 and objectKey = ?2 and objectVersion = ?3",
            object.bucket(),
            object.key(),
            object.version())
        .firstResultOptional();
  }

  /** Begins the import of a file that was dropped without asking for an upload first. */
  @Transactional
  public Batch beginImport(
      ClientId clientId, String fileName, FileObject object, ImportOptions options) {
    var batch = newBatch(BatchStatus.IMPORTING, fileName).with(options);
    batch.clientId = clientId.value();
    batch.importBeganAt = batch.createdAt;
    attach(object, batch);
    persist(batch);
    return batch;
  }

  /**
   * Begins the import of one order that came without a file. Whether it came before is seen by its
   * reference, not by its bytes.
   *
   * @param name by which it is known among files
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Batch beginSingle(ClientId clientId, String name) {
    var batch = newBatch(BatchStatus.IMPORTING, name);
    batch.clientId = clientId.value();
    batch.forced = true;
    persistAndFlush(batch);
    return batch;
  }

  /**
   * Begins the import of a file whose upload was awaited. An upload that began in time may come to
   * its end after it was given up: it still is what was asked for, with the options that were
   * given, and its batch begins all the same.
   *
   * @return whether the batch was awaiting it
   */
  @Transactional
  public boolean beginAwaitedImport(BatchId batchId, FileObject object) {
    return update(
            """
            status = ?1, objectBucket = ?2, objectVersion = ?3, objectETag = ?4, importBeganAt = ?8, endedAt = null
            where batchId = ?5 and status in (?6, ?9) and objectKey = ?7
            """,
            BatchStatus.IMPORTING,
            object.bucket(),
            object.version(),
            object.eTag(),
            batchId.value(),
            BatchStatus.AWAITING_UPLOAD,
            object.key(),
            clock.instant(),
            BatchStatus.UPLOAD_EXPIRED)
        == 1;
  }

  /** Records a file that was dropped for nobody we know, for operations to see. */
  @Transactional
  public Batch rejectStranger(String fileName, FileObject object, Rejection rejection) {
    var batch = newBatch(BatchStatus.REJECTED, fileName);
    attach(object, batch);
    batch.rejectionCode = rejection.code();
    batch.rejectionValues = new HashMap<>(rejection.values());
    batch.endedAt = batch.createdAt;
    persist(batch);
    return batch;
  }

  /**
   * Ends the import of a file of which nothing is taken.
   *
   * @return whether the batch was being imported
   */
  @Transactional
  public boolean reject(BatchId batchId, Rejection rejection) {
    return update(
            """
            status = ?1, rejectionCode = ?2, rejectionValues = ?3, endedAt = ?4, importEndedAt = ?4
            where batchId = ?5 and status = ?6
            """,
            BatchStatus.REJECTED,
            rejection.code(),
            rejection.values(),
            clock.instant(),
            batchId.value(),
            BatchStatus.IMPORTING)
        == 1;
  }

  /**
   * Lets a dry run run.
   *
   * @return whether the batch was validated and waited for it
   */
  @Transactional
  public boolean approve(BatchId batchId) {
    boolean approved =
        update(
                "status = ?1, acceptedAt = ?2, reportsAt = null where batchId = ?3 and status = ?4",
                BatchStatus.PROCESSING,
                clock.instant(),
                batchId.value(),
                BatchStatus.VALIDATED)
            == 1;
    if (approved) {
      beginRun(batchId, RunKind.IMPORT);
    }
    return approved;
  }

  /** Records that the present run of a batch begins. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void beginRun(BatchId batchId, RunKind kind) {
    getSession()
        .createNativeMutationQuery(BEGIN_RUN)
        .setParameter("batchId", batchId.value())
        .setParameter("kind", kind.name())
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  /** Whether a corrected file has replaced rows of a batch. */
  @Transactional
  public boolean corrected(BatchId batchId) {
    return count("parentBatchId", batchId.value()) > 0;
  }

  /** Records that the uploaded object holds a card number, before it is deleted. */
  @Transactional
  public void showCardNumber(BatchId batchId) {
    update("cardNumberFound = true where batchId = ?1", batchId.value());
  }

  /** Records that the uploaded object is deleted. */
  @Transactional
  public void showObjectDeleted(BatchId batchId) {
    update(
        "objectDeletedAt = ?1 where batchId = ?2 and objectDeletedAt is null",
        clock.instant(),
        batchId.value());
  }

  /**
   * Shows how far the reading of a file has come, in a transaction of its own. Its commit does not
   * wait for the disk, which is busy with the rows; a crash may lose it.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void showRowsRead(BatchId batchId, int rowsRead) {
    getSession().createNativeMutationQuery("set local synchronous_commit = off").executeUpdate();
    update(
        "rowsRead = ?1 where batchId = ?2 and status = ?3",
        rowsRead,
        batchId.value(),
        BatchStatus.IMPORTING);
  }

  /** Records that every chunk of the import has its message. */
  @Transactional
  public void showQueued(BatchId batchId) {
    update(
        "queuedAt = ?1 where batchId = ?2 and queuedAt is null", clock.instant(), batchId.value());
  }

  /**
   * Ends a batch, and its run, if no row of it is open any more, be it paused. It is cancelled if a
   * person stopped it in time for at least one row. To be called after the commit that ended rows:
   * of two that end the last rows at once, the later sees both.
   *
   * @return whether this call ended it; exactly one call does
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean endWhenDone(BatchId batchId) {
    boolean ended =
        getSession()
                .createNativeMutationQuery(END_WHEN_DONE)
                .setParameter("batchId", batchId.value())
                .executeUpdate()
            == 1;
    if (ended) {
      getSession()
          .createNativeMutationQuery(END_RUN)
          .setParameter("batchId", batchId.value())
          .executeUpdate();
      progress.keep(batchId);
    }
    return ended;
  }

  private Batch newBatch(BatchStatus status, String fileName) {
    return new Batch(BatchId.next(clock, random), status, fileName, clock.instant());
  }

  private static void attach(FileObject object, Batch batch) {
    batch.objectBucket = object.bucket();
    batch.objectKey = object.key();
    batch.objectVersion = object.version();
    batch.objectETag = object.eTag();
  }
}
