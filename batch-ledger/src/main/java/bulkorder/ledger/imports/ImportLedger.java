package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.announcement.Announcements;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.ChunkCodes;
import bulkorder.ledger.batch.ChunkCounts;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.batch.RunKind;
import bulkorder.ledger.encryption.DataKeys;
import bulkorder.ledger.encryption.Sealing;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.ImportLedger.Outcome.Corrected;
import bulkorder.ledger.imports.ImportLedger.Outcome.NotOurs;
import bulkorder.ledger.imports.ImportLedger.Outcome.Rejected;
import bulkorder.ledger.imports.ImportLedger.Outcome.RejectedWithRows;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings all rows of a file into the ledger in one transaction, or none of them. */
@ApplicationScoped
public class ImportLedger {

  /** How an import ended. */
  public sealed interface Outcome {

    /** All rows are in the ledger, and may run. */
    record Accepted(int rows) implements Outcome {}

    /** All rows are in the ledger, checked, and wait to be approved. */
    record Validated(int rows) implements Outcome {}

    /** All rows are in the ledger, and none of them runs, since some are bad. */
    record RejectedWithRows(Rejection rejection) implements Outcome {}

    /** The rows have taken the place of those that they correct, and may run. */
    record Corrected(BatchId parent, int rows) implements Outcome {}

    /**
     * None is, and never will be.
     *
     * @param cardNumberFound whether the file holds a card number, as far as it was read
     */
    record Rejected(Rejection rejection, boolean cardNumberFound) implements Outcome {}

    /** None is; another invocation is importing the same batch, or has imported it. */
    record NotOurs() implements Outcome {}
  }

  private static final String ACTOR = "import";

  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended(:name, 1))";

  private static final String IS_IMPORTING =
      "select count(*) = 1 from batches where batch_id = :batchId and status = 'IMPORTING'";

  /**
   * Whether a reference may stand twice in the file; numbers take less room than texts, and two
   * texts with one number cost time, nothing else.
   */
  private static final String MAY_REPEAT =
      """
      select exists (
        select 1 from batch_rows
        where batch_id = :batchId and status = 'QUEUED'
        group by hashtextextended(order_reference, 0) having count(*) > 1)
      """;

  /**
   * One reference twice in a file: the same content makes the later row a duplicate, other content
   * refuses all of them.
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
        queued, cancelled, open_rows, amounts, sent_at, updated_at)
      select :batchId, chunk_no, 1, :clientId, first_row, last_row, rows, invalid, duplicate, queued, cancelled, open_rows,
        coalesce(amounts, '{}'), clock_timestamp(), clock_timestamp()
      from counts left join amounts using (chunk_no)
      """
          .formatted(ChunkCounts.OF_ROWS);

  private static final String COUNT_INVALID =
      "select count(*) from batch_rows where batch_id = :batchId and status = 'INVALID'";

  private static final String CANCEL_QUEUED =
      """
      update batch_rows set status = 'CANCELLED', code = 'BATCH_REJECTED'
      where batch_id = :batchId and status = 'QUEUED'
      """;

  private static final String END_IMPORT =
      """
      update batches
      set status = :status, content_sha256 = decode(:sha256, 'hex'), rows_read = :rows, accepted_at = :now, import_ended_at = :now,
          dialect = cast(:dialect as jsonb), columns = cast(:columns as jsonb), file_sums = cast(:sums as jsonb),
          card_number_found = :cardNumberFound,
          existing_orders = (select count(*) from batch_rows where batch_id = :batchId and code = 'ALREADY_ORDERED'),
          ended_at = case when :status in ('REJECTED', 'COMPLETED') then cast(:now as timestamptz) end,
          rejection_code = :rejectionCode, rejection_values = cast(:rejectionValues as jsonb),
          parent_batch_id = :parentId, parent_run_no = :parentRunNo,
          notification_kinds = coalesce(notification_kinds,
            (select c.notification_kinds from clients c where c.client_id = batches.client_id))
      where batch_id = :batchId and status = 'IMPORTING'
      """;

  private final Session session;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final SameContent sameContent;
  private final ExistingOrders existingOrders;
  private final SingleRows singleRows;
  private final FreshRows freshRows;
  private final PayerTotals payerTotals;
  private final Corrections corrections;
  private final DataKeys dataKeys;
  private final Batches batches;
  private final AuditTrail audit;
  private final Announcements announcements;

  ImportLedger(
      Session session,
      ObjectMapper json,
      InstantSource clock,
      SameContent sameContent,
      ExistingOrders existingOrders,
      SingleRows singleRows,
      FreshRows freshRows,
      PayerTotals payerTotals,
      Corrections corrections,
      DataKeys dataKeys,
      Batches batches,
      AuditTrail audit,
      Announcements announcements) {
    this.session = session;
    this.json = json;
    this.clock = clock;
    this.sameContent = sameContent;
    this.existingOrders = existingOrders;
    this.singleRows = singleRows;
    this.freshRows = freshRows;
    this.payerTotals = payerTotals;
    this.corrections = corrections;
    this.dataKeys = dataKeys;
    this.batches = batches;
    this.audit = audit;
    this.announcements = announcements;
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
          .call(() -> committedOrRolledBack(inTransaction(batch, file, chunkRows)));
    } catch (RolledBackException rolledBack) {
      return rolledBack.outcome;
    }
  }

  private static Outcome committedOrRolledBack(Outcome outcome) {
    return switch (outcome) {
      case Accepted _, Validated _, RejectedWithRows _, Corrected _ -> outcome;
      case Rejected _, NotOurs _ -> throw new RolledBackException(outcome);
    };
  }

  /**
   * Brings the only row of a batch into the ledger, in the transaction that is open, and lets it
   * run.
   *
   * @param file what there is to know of it besides its row
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void importSingle(Batch batch, Good row, Complete file) {
    ClientId clientId = batch.clientId().orElseThrow();
    singleRows.add(batch.batchId(), clientId, row);
    Outcome outcome = end(batch, clientId, file, 1);
    if (!outcome.equals(new Accepted(1))) {
      throw new IllegalStateException("batch %s is %s".formatted(batch.batchId(), outcome));
    }
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
  public boolean reject(BatchId batchId, ClientId clientId, Rejected rejected) {
    boolean wasImporting = batches.reject(batchId, rejected.rejection());
    if (wasImporting) {
      if (rejected.cardNumberFound()) {
        batches.showCardNumber(batchId);
      }
      auditRejection(batchId, clientId, rejected.rejection());
      announcements.rejected(batchId);
    }
    return wasImporting;
  }

  private void auditRejection(BatchId batchId, ClientId clientId, Rejection rejection) {
    audit.record(
        ACTOR,
        "BATCH_REJECTED",
        batchId.toString(),
        clientId,
        Map.of("code", rejection.code().name()));
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
    return reject(batchId, clientId, new Rejected(rejection, false));
  }

  private Outcome inTransaction(Batch batch, RowSource file, int chunkRows) {
    BatchId batchId = batch.batchId();
    ClientId clientId = batch.clientId().orElseThrow();
    if (!isOurs(batchId)) {
      return new NotOurs();
    }
    Copied copied = copy(batchId, clientId, file, chunkRows);
    return switch (copied.reading()) {
      case Refused refused -> new Rejected(refused.rejection(), refused.cardNumberFound());
      case Complete complete -> end(batch, clientId, complete, copied.rows());
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
    Sealing sealing = dataKeys.begin(clientId);
    return session.doReturningWork(
        connection -> {
          CopyIn copy =
              connection.unwrap(PGConnection.class).getCopyAPI().copyIn(RowCopy.into(batchId));
          try {
            var sink = new RowCopy(copy, batchId, clientId, chunkRows, sealing, json);
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

  private Outcome end(Batch batch, ClientId clientId, Complete file, int rows) {
    Optional<BatchId> original =
        batch.forced() ? Optional.empty() : sameContent.ranAs(clientId, file.sha256());
    if (original.isPresent()) {
      return new Rejected(
          new Rejection(
              RejectionCode.DUPLICATE_FILE, Map.of("original", original.get().toString())),
          file.cardNumberFound());
    }
    // In this sequence, so that no row is called a duplicate of one that was refused.
    existingOrders.markSeenBefore(batch.batchId());
    if (mayRepeat(batch.batchId())) {
      freshRows.changeWithoutNestedLoops(of(MARK_REPEATED, batch.batchId()));
    }
    if (paymentMode(batch, file) == PaymentMode.AGGREGATED) {
      payerTotals.markTooLow(batch.batchId(), clientId);
    }
    Optional<Rejection> badRows = badRows(batch, rows);
    return file.corrects() != null
        ? correct(batch, clientId, file.corrects(), file, rows, badRows)
        : keep(batch, clientId, file, rows, badRows);
  }

  /** The rows of a correction run in the batch that they correct. */
  private PaymentMode paymentMode(Batch batch, Complete file) {
    Optional<Batch> corrected = Optional.ofNullable(file.corrects()).flatMap(batches::find);
    return corrected.orElse(batch).paymentMode();
  }

  /** Why a batch that is all or nothing is nothing. */
  private Optional<Rejection> badRows(Batch batch, int rows) {
    if (batch.policy() != Policy.ALL_OR_NOTHING) {
      return Optional.empty();
    }
    long invalid =
        session
            .createNativeQuery(COUNT_INVALID, Long.class)
            .setParameter("batchId", batch.batchId().value())
            .getSingleResult();
    return invalid == 0
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectionCode.INVALID_ROWS,
                Map.of("invalid", Long.toString(invalid), "rows", Integer.toString(rows))));
  }

  private Outcome keep(
      Batch batch, ClientId clientId, Complete file, int rows, Optional<Rejection> badRows) {
    BatchId batchId = batch.batchId();
    if (badRows.isPresent()) {
      of(CANCEL_QUEUED, batchId).executeUpdate();
    }
    freshRows.changeWithoutNestedLoops(
        of(ADD_CHUNKS, batchId).setParameter("clientId", clientId.value()));
    of(ChunkCodes.SUM_UP, batchId).executeUpdate();
    if (badRows.isPresent()) {
      auditRejection(batchId, clientId, badRows.get());
      return endImport(
          batchId,
          new End(file, rows, BatchStatus.REJECTED, badRows.get(), null, null),
          new RejectedWithRows(badRows.get()));
    }
    auditAcceptance(batchId, clientId, file, rows);
    if (batch.dryRun()) {
      return endImport(
          batchId,
          new End(file, rows, BatchStatus.VALIDATED, null, null, null),
          new Validated(rows));
    }
    batches.beginRun(batchId, RunKind.IMPORT);
    return endImport(
        batchId, new End(file, rows, BatchStatus.PROCESSING, null, null, null), new Accepted(rows));
  }

  private Outcome correct(
      Batch batch,
      ClientId clientId,
      BatchId parent,
      Complete file,
      int rows,
      Optional<Rejection> badRows) {
    Optional<Rejection> refusal =
        badRows.or(() -> corrections.refusal(batch, clientId, parent, file.header()));
    if (refusal.isPresent()) {
      return new Rejected(refusal.get(), file.cardNumberFound());
    }
    int runNo = corrections.merge(batch.batchId(), parent);
    auditAcceptance(batch.batchId(), clientId, file, rows);
    return endImport(
        batch.batchId(),
        new End(file, rows, BatchStatus.COMPLETED, null, parent, runNo),
        new Corrected(parent, rows));
  }

  private void auditAcceptance(BatchId batchId, ClientId clientId, Complete file, int rows) {
    audit.record(
        ACTOR,
        "BATCH_ACCEPTED",
        batchId.toString(),
        clientId,
        Map.of("rows", Integer.toString(rows), "sha256", file.sha256()));
  }

  /** What becomes of a batch at the end of its import. */
  private record End(
      Complete file,
      int rows,
      BatchStatus status,
      @Nullable Rejection rejection,
      @Nullable BatchId parent,
      @Nullable Integer parentRunNo) {}

  private Outcome endImport(BatchId batchId, End end, Outcome outcome) {
    Rejection rejection = end.rejection();
    int ended =
        of(END_IMPORT, batchId)
            .setParameter("status", end.status().name())
            .setParameter("sha256", end.file().sha256())
            .setParameter("rows", end.rows())
            .setParameter("now", clock.instant())
            .setParameter("dialect", asJson(end.file().dialect()))
            .setParameter("columns", asJson(end.file().header()))
            .setParameter("sums", asJson(end.file().totals().sums()))
            .setParameter("cardNumberFound", end.file().cardNumberFound())
            .setParameter(
                "rejectionCode", rejection == null ? null : rejection.code().name(), String.class)
            .setParameter(
                "rejectionValues", asJson(rejection == null ? Map.of() : rejection.values()))
            .setParameter(
                "parentId", end.parent() == null ? null : end.parent().value(), UUID.class)
            .setParameter("parentRunNo", end.parentRunNo(), Integer.class)
            .executeUpdate();
    if (ended == 0) {
      return new NotOurs();
    }
    announce(batchId, outcome);
    return outcome;
  }

  private void announce(BatchId batchId, Outcome outcome) {
    switch (outcome) {
      case Accepted _ -> announcements.accepted(batchId);
      case Corrected corrected -> announcements.accepted(corrected.parent());
      case RejectedWithRows _ -> announcements.rejected(batchId);
      case Validated _, Rejected _, NotOurs _ -> {}
    }
  }

  private String asJson(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was found out about a file cannot be written", e);
    }
  }

  private boolean mayRepeat(BatchId batchId) {
    return session
        .createNativeQuery(MAY_REPEAT, Boolean.class)
        .setParameter("batchId", batchId.value())
        .getSingleResult();
  }

  private MutationQuery of(String sql, BatchId batchId) {
    return session.createNativeMutationQuery(sql).setParameter("batchId", batchId.value());
  }
}
