package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.ChunkCounts;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.RowSource.Reading;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings all rows of a file into the ledger in one transaction, or none of them. */
@ApplicationScoped
public class ImportLedger {

  /** How an import ended. */
  public sealed interface Outcome {

    /** All rows are in the ledger. */
    record Accepted(int rows) implements Outcome {}

    /** None is, and never will be. */
    record Rejected(Rejection rejection) implements Outcome {}

    /** None is; another invocation is importing the same batch, or has imported it. */
    record NotOurs() implements Outcome {}
  }

  private static final String ACTOR = "import";

  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended(:name, 1))";

  /**
   * Of two equal files of a client, the second waits here for the first one's commit, and then sees
   * it.
   */
  private static final String LOCK_CONTENT =
      "select 1 from pg_advisory_xact_lock(hashtextextended(:clientId || :sha256, 2))";

  private static final String IS_IMPORTING =
      "select count(*) = 1 from batches where batch_id = :batchId and status = 'IMPORTING'";

  private static final String SAME_CONTENT =
      """
      select batch_id from batches
      where client_id = :clientId and content_sha256 = decode(:sha256, 'hex')
        and status in ('PROCESSING', 'COMPLETED', 'COMPLETED_WITH_ERRORS', 'VALIDATED', 'PAUSED')
      order by batch_id limit 1
      """;

  /**
   * One reference twice in a file: the same content makes the later row a duplicate, other content
   * refuses all of them. One sorted pass and no join by reference: rows that were copied a moment
   * ago have no statistics yet, and the planner would take ten thousand of them for a handful.
   */
  private static final String MARK_REPEATED =
      """
      with repeated as (
        select *
        from (
          select row_number, order_reference, content_digest,
            count(*) over same_reference as times,
            first_value(row_number) over same_reference as first_row,
            last_value(row_number) over same_reference as last_row,
            first_value(content_digest) over same_reference as first_digest
          from batch_rows
          where batch_id = :batchId and status = 'QUEUED'
          window same_reference as (partition by order_reference order by row_number
            rows between unbounded preceding and unbounded following)
        ) counted
        where times > 1
      ), judged as (
        select row_number, first_row, last_row,
          bool_and(content_digest = first_digest) over (partition by order_reference) as same
        from repeated
      )
      update batch_rows r
      set status = case when j.same then 'DUPLICATE' else 'INVALID' end,
          code = case when j.same then 'REPEATED_IN_FILE' end,
          same_as_row = case when j.same then j.first_row end,
          errors = case when not j.same then jsonb_build_array(jsonb_build_object('column', 'order_reference',
            'code', 'REFERENCE_REPEATED', 'value', r.order_reference,
            'expected', (case when r.row_number = j.first_row then j.last_row else j.first_row end) || '')) end
      from judged j
      where r.batch_id = :batchId and r.row_number = j.row_number and (not j.same or j.row_number > j.first_row)
      """;

  private static final String ADD_CHUNKS =
      """
      with by_currency as (
        select chunk_no, status, currency, sum(amount) as total
        from batch_rows
        where batch_id = :batchId and currency is not null
        group by chunk_no, status, currency
      ), by_status as (
        select chunk_no, status, jsonb_object_agg(currency, total) as sums from by_currency group by chunk_no, status
      ), amounts as (
        select chunk_no, jsonb_object_agg(status, sums) as amounts from by_status group by chunk_no
      ), counts as (
        select chunk_no, min(row_number) as first_row, max(row_number) as last_row, count(*) as rows, %s
        from batch_rows where batch_id = :batchId group by chunk_no
      )
      insert into batch_chunks (batch_id, chunk_no, run_no, client_id, first_row, last_row, rows, invalid, duplicate,
        queued, open_rows, amounts, sent_at, updated_at)
      select :batchId, chunk_no, 1, :clientId, first_row, last_row, rows, invalid, duplicate, queued, open_rows,
        coalesce(amounts, '{}'), clock_timestamp(), clock_timestamp()
      from counts left join amounts using (chunk_no)
      """
          .formatted(ChunkCounts.OF_ROWS);

  private static final String ACCEPT =
      """
      update batches
      set status = 'PROCESSING', content_sha256 = decode(:sha256, 'hex'), rows_read = :rows, accepted_at = :now
      where batch_id = :batchId and status = 'IMPORTING'
      """;

  private static final String BEGIN_RUN =
      "insert into batch_runs (batch_id, run_no, kind, started_at) values (:batchId, 1, 'IMPORT', :now)";

  private final Session session;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final ExistingOrders existingOrders;
  private final Batches batches;
  private final AuditTrail audit;

  ImportLedger(
      Session session,
      ObjectMapper json,
      InstantSource clock,
      ExistingOrders existingOrders,
      Batches batches,
      AuditTrail audit) {
    this.session = session;
    this.json = json;
    this.clock = clock;
    this.existingOrders = existingOrders;
    this.batches = batches;
    this.audit = audit;
  }

  /**
   * Reads the file of a batch that is being imported and commits all its rows and chunks, or
   * nothing.
   *
   * @param chunkRows how many rows a chunk has, from 1 to 1,000
   * @param timeoutSeconds after which the transaction is given up
   * @throws UncheckedIOException if the file cannot be read now; nothing was changed and another
   *     attempt may succeed
   */
  public Outcome importRows(Batch batch, RowSource file, int chunkRows, int timeoutSeconds) {
    try {
      return QuarkusTransaction.requiringNew()
          .timeout(timeoutSeconds)
          .call(() -> acceptedOrRolledBack(inTransaction(batch, file, chunkRows)));
    } catch (RolledBackException rolledBack) {
      return rolledBack.outcome;
    }
  }

  private static Accepted acceptedOrRolledBack(Outcome outcome) {
    if (outcome instanceof Accepted accepted) {
      return accepted;
    }
    throw new RolledBackException(outcome);
  }

  /** The only way out of a transaction runner that is neither a commit nor a failed commit. */
  private static final class RolledBackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    RolledBackException(Outcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }
  }

  /**
   * Rejects a batch that is being imported, with its audit event.
   *
   * @return whether the batch was being imported
   */
  @Transactional
  public boolean reject(BatchId batchId, ClientId clientId, Rejection rejection) {
    boolean rejected = batches.reject(batchId, rejection);
    if (rejected) {
      audit.record(
          ACTOR,
          "BATCH_REJECTED",
          batchId.toString(),
          clientId,
          Map.of("code", rejection.code().name()));
    }
    return rejected;
  }

  /**
   * Rejects a batch whose import was given up.
   *
   * @return whether the batch was still to be imported
   * @throws IllegalStateException if an invocation is importing it at this moment; nothing was
   *     changed
   */
  @Transactional
  public boolean giveUp(BatchId batchId, ClientId clientId, Rejection rejection) {
    if (!locked(batchId)) {
      throw new IllegalStateException("batch %s is being imported".formatted(batchId));
    }
    return reject(batchId, clientId, rejection);
  }

  private Outcome inTransaction(Batch batch, RowSource file, int chunkRows) {
    BatchId batchId = batch.batchId();
    ClientId clientId = batch.clientId().orElseThrow();
    if (!isOurs(batchId)) {
      return new Outcome.NotOurs();
    }
    Copied copied = copy(batchId, clientId, file, chunkRows);
    return switch (copied.reading()) {
      case Refused refused -> new Outcome.Rejected(refused.rejection());
      case Complete complete -> accept(batch, clientId, complete.sha256(), copied.rows());
    };
  }

  private boolean locked(BatchId batchId) {
    return session
        .createNativeQuery(TRY_LOCK, Boolean.class)
        .setParameter("name", batchId.toString())
        .getSingleResult();
  }

  private boolean isOurs(BatchId batchId) {
    return locked(batchId)
        && session
            .createNativeQuery(IS_IMPORTING, Boolean.class)
            .setParameter("batchId", batchId.value())
            .getSingleResult();
  }

  private record Copied(Reading reading, int rows) {}

  private Copied copy(BatchId batchId, ClientId clientId, RowSource file, int chunkRows) {
    return session.doReturningWork(
        connection -> {
          CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(RowCopy.COPY);
          try {
            var sink = new RowCopy(copy, batchId, clientId, chunkRows, json);
            Reading reading = file.readInto(sink);
            if (reading instanceof Complete) {
              sink.flush();
              copy.endCopy();
            }
            return new Copied(reading, sink.rows());
          } catch (IOException e) {
            throw new UncheckedIOException("the file of batch " + batchId + " cannot be read", e);
          } finally {
            if (copy.isActive()) {
              copy.cancelCopy();
            }
          }
        });
  }

  private Outcome accept(Batch batch, ClientId clientId, String sha256, int rows) {
    BatchId batchId = batch.batchId();
    if (!batch.forced()) {
      var original = originalOf(clientId, sha256);
      if (original.isPresent()) {
        return new Outcome.Rejected(
            new Rejection(
                RejectionCode.DUPLICATE_FILE, Map.of("original", original.get().toString())));
      }
    }
    // In this sequence, so that no row is called a duplicate of one that was refused.
    existingOrders.markSeenBefore(batchId);
    of(MARK_REPEATED, batchId).executeUpdate();
    of(ADD_CHUNKS, batchId).setParameter("clientId", clientId.value()).executeUpdate();
    int accepted =
        of(ACCEPT, batchId)
            .setParameter("sha256", sha256)
            .setParameter("rows", rows)
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (accepted == 0) {
      return new Outcome.NotOurs();
    }
    of(BEGIN_RUN, batchId).setParameter("now", clock.instant()).executeUpdate();
    audit.record(
        ACTOR,
        "BATCH_ACCEPTED",
        batchId.toString(),
        clientId,
        Map.of("rows", Integer.toString(rows), "sha256", sha256));
    return new Outcome.Accepted(rows);
  }

  private Optional<BatchId> originalOf(ClientId clientId, String sha256) {
    session
        .createNativeQuery(LOCK_CONTENT, Integer.class)
        .setParameter("clientId", clientId.value())
        .setParameter("sha256", sha256)
        .getSingleResult();
    return session
        .createNativeQuery(SAME_CONTENT, UUID.class)
        .setParameter("clientId", clientId.value())
        .setParameter("sha256", sha256)
        .getResultStream()
        .map(BatchId::new)
        .findFirst();
  }

  private MutationQuery of(String sql, BatchId batchId) {
    return session.createNativeMutationQuery(sql).setParameter("batchId", batchId.value());
  }
}
