package bulkorder.ledger.erasure;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.erasure.ErasureStep.Done;
import bulkorder.ledger.erasure.ErasureStep.Looked;
import bulkorder.ledger.erasure.ErasureStep.Objects;
import bulkorder.ledger.erasure.ErasureStep.Waits;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.retention.OutlivedReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Goes through all that a client has, a page in each transaction. How far it is stands in the
 * ledger, so it may be killed anywhere; of two at once, one leaves it to the other.
 *
 * <p>A batch that runs is looked at when it has ended: until then its orders are made, charged and
 * told of as they were asked for, and afterwards no mail of it is to be sent any more. A dry run
 * that waits for its approval counts as ended, and rows of it that are erased do not run.
 */
@ApplicationScoped
public class ErasureWork {

  private static final String ACTOR = "retention";

  /** So many chunks hold at most 10,000 rows, which take a few seconds to open. */
  private static final int CHUNKS_AT_ONCE = 10;

  private static final int ORDERS_AT_ONCE = 5_000;

  private static final String RUNNING =
      "select erasure_id from erasures where status = 'RUNNING' order by erasure_id limit :limit";

  private static final String NEXT_CHUNKS =
      """
      select chunk_no from batch_chunks
      where batch_id = :batchId and chunk_no > :afterChunk
      order by chunk_no limit :limit
      """;

  private static final String HAS_CHUNKS =
      "select exists (select 1 from batch_chunks where batch_id = :batchId)";

  private static final String REPORTS =
      "select count(*) from batch_reports where batch_id = :batchId";

  private static final String SHOW_ROWS_ERASED =
      "update batches set rows_erased_at = clock_timestamp() where batch_id = :batchId";

  private static final String SHOW_FILE_DELETED =
      """
      update batches set object_deleted_at = clock_timestamp()
      where batch_id = :batchId and object_deleted_at is null
      """;

  private static final String SHOW_REPORTS_DELETED =
      """
      update batches set reports_deleted_at = clock_timestamp()
      where batch_id = :batchId and reports_deleted_at is null
      """;

  private final Session session;
  private final Batches batches;
  private final Chunks chunks;
  private final ErasureProgress progress;
  private final PersonalRows personalRows;
  private final AuditTrail audit;

  ErasureWork(
      Session session,
      Batches batches,
      Chunks chunks,
      ErasureProgress progress,
      PersonalRows personalRows,
      AuditTrail audit) {
    this.session = session;
    this.batches = batches;
    this.chunks = chunks;
    this.progress = progress;
    this.personalRows = personalRows;
    this.audit = audit;
  }

  /** The erasures that are not done, of all clients, in the sequence in which they came. */
  @Transactional
  public List<Long> running(int limit) {
    return session
        .createNativeQuery(RUNNING, Long.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Takes the next step of an erasure. */
  @Transactional
  public ErasureStep next(long erasureId) {
    return progress.lock(erasureId).map(this::next).orElseGet(Waits::new);
  }

  private ErasureStep next(Place place) {
    if (place.batchId().isPresent()) {
      return look(place, place.batchId().get());
    }
    if (progress.beginBatch(place)) {
      return new Looked();
    }
    return progress.waits(place) ? new Waits() : end(place);
  }

  /** Who only finds changes nothing, and locks nothing. */
  private ErasureStep look(Place place, BatchId batchId) {
    Batch batch = (place.findOnly() ? batches.find(batchId) : batches.lock(batchId)).orElseThrow();
    if (!place.findOnly() && !hasEnded(batch)) {
      progress.letWait(place);
      return new Looked();
    }
    progress.waitNoMore(place);
    if (lookAtRows(place, batch) || lookAtOrders(place, batch)) {
      return new Looked();
    }
    return objects(place, batch);
  }

  private static boolean hasEnded(Batch batch) {
    return batch.status().ended() || batch.status() == BatchStatus.VALIDATED;
  }

  private boolean lookAtRows(Place place, Batch batch) {
    List<Integer> next =
        session
            .createNativeQuery(NEXT_CHUNKS, Integer.class)
            .setParameter("batchId", batch.batchId().value())
            .setParameter("afterChunk", place.afterChunk())
            .setParameter("limit", CHUNKS_AT_ONCE)
            .getResultList();
    if (next.isEmpty()) {
      return false;
    }
    List<Chunk> some =
        place.findOnly()
            ? chunks.findAll(batch.batchId(), next)
            : chunks.lockAll(batch.batchId(), next);
    int found = some.stream().mapToInt(chunk -> lookAtRows(place, batch, chunk)).sum();
    progress.count(place, Count.ofRows(found));
    progress.showChunk(place, next.getLast());
    return true;
  }

  private int lookAtRows(Place place, Batch batch, Chunk chunk) {
    List<Integer> found = personalRows.rows(chunk, place.sought());
    if (!place.findOnly() && !found.isEmpty()) {
      personalRows.eraseRows(batch.batchId(), found);
      change(SHOW_ROWS_ERASED, batch);
      if (batch.rowsExpiredAt().isEmpty()) {
        chunks.count(chunk);
      }
    }
    return found.size();
  }

  private boolean lookAtOrders(Place place, Batch batch) {
    List<Tuple> some =
        personalRows.orders(batch.batchId(), place.afterTime(), place.afterOrder(), ORDERS_AT_ONCE);
    if (some.isEmpty()) {
      return false;
    }
    List<Long> found = personalRows.orders(place.clientId(), some, place.sought());
    if (!place.findOnly() && !found.isEmpty()) {
      personalRows.eraseOrders(found);
    }
    progress.count(place, Count.ofOrders(found));
    progress.showOrder(
        place,
        some.getLast().get("created_at", Instant.class),
        some.getLast().get("order_id", Long.class));
    return true;
  }

  /**
   * A file goes where the person is in its batch, and where nobody can see whether: a file that was
   * refused, corrected another batch, or whose rows are deleted, has no rows of its own.
   */
  private ErasureStep objects(Place place, Batch batch) {
    progress.lookAgainAtCorrected(place);
    boolean found = progress.found(place);
    boolean file =
        batch.object().isPresent()
            && batch.objectDeletedAt().isEmpty()
            && (found || !hasRowsToLookAt(batch));
    boolean withReports =
        found
            && batch.object().isPresent()
            && batch.acceptedAt().isPresent()
            && batch.reportsDeletedAt().isEmpty();
    if (place.findOnly() || !(file || withReports)) {
      progress.count(place, Count.ofObjects(file, withReports ? reports(batch) : 0));
      progress.leave(place);
      return new Looked();
    }
    return new Objects(
        batch,
        file,
        withReports ? Optional.of(reportsOf(batch)) : Optional.empty(),
        withReports && !Reports.wanted(batch).isEmpty());
  }

  private boolean hasRowsToLookAt(Batch batch) {
    return batch.parent().isEmpty()
        && batch.rowsExpiredAt().isEmpty()
        && session
            .createNativeQuery(HAS_CHUNKS, Boolean.class)
            .setParameter("batchId", batch.batchId().value())
            .getSingleResult();
  }

  private int reports(Batch batch) {
    return session
        .createNativeQuery(REPORTS, Long.class)
        .setParameter("batchId", batch.batchId().value())
        .getSingleResult()
        .intValue();
  }

  private static OutlivedReports reportsOf(Batch batch) {
    return new OutlivedReports(
        batch.batchId(),
        batch.clientId().orElseThrow(),
        batch.object().map(FileObject::bucket).orElseThrow(),
        batch.runNo());
  }

  /** Shows that the objects of a batch were deleted, and goes on to the next. */
  @Transactional
  public void showDeleted(long erasureId, Objects objects) {
    Batch batch = objects.batch();
    progress
        .lock(erasureId)
        .filter(place -> place.batchId().equals(Optional.of(batch.batchId())))
        .ifPresent(place -> showDeleted(place, objects));
  }

  private void showDeleted(Place place, Objects objects) {
    Batch batch = objects.batch();
    boolean file = objects.file() && change(SHOW_FILE_DELETED, batch) == 1;
    if (file) {
      record("OBJECT_DELETED", batch);
    }
    if (objects.reports().isPresent()) {
      record("REPORTS_DELETED", batch);
      if (!objects.reportsAnew()) {
        change(SHOW_REPORTS_DELETED, batch);
      }
    }
    progress.count(
        place, Count.ofObjects(file, objects.reports().isPresent() ? reports(batch) : 0));
    progress.leave(place);
  }

  private int change(String sql, Batch batch) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("batchId", batch.batchId().value())
        .executeUpdate();
  }

  private void record(String action, Batch batch) {
    audit.record(
        ACTOR,
        action,
        batch.batchId().toString(),
        batch.clientId().orElseThrow(),
        Map.of("reason", "ERASURE"));
  }

  private ErasureStep end(Place place) {
    Map<String, String> found = progress.end(place);
    String subject = Erasures.subject(place.erasureId());
    if (place.findOnly()) {
      audit.accessed(ACTOR, "PERSON_FOUND", subject, place.clientId(), found);
    } else {
      audit.record(ACTOR, "PERSON_ERASED", subject, place.clientId(), found);
    }
    return new Done();
  }
}
