package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.notification.CalledForMails;
import bulkorder.ledger.notification.Suppressions;
import bulkorder.ledger.payment.PersonsFinding.WasCaptured;
import bulkorder.ledger.payment.PersonsFinding.WasNotCharged;
import bulkorder.ledger.payment.RecordedOutcome.BeingAsked;
import bulkorder.ledger.payment.RecordedOutcome.Known;
import bulkorder.ledger.payment.RecordedOutcome.NoPayment;
import bulkorder.ledger.payment.RecordedOutcome.NotUnknown;
import bulkorder.ledger.payment.RecordedOutcome.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Outcomes that a person found out, of payments whose outcome is unknown: the provider is still
 * asked for them, or nobody asks any more and their rows failed.
 */
@ApplicationScoped
public class RecordedOutcomes {

  private static final String PAYMENT =
      "select batch_id, client_id, status from payments where payment_id = :paymentId";

  private static final String CHUNK_NOS =
      """
      select distinct r.chunk_no
      from payment_orders po
      join orders o on o.order_id = po.order_id
      cross join lateral (
        select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) r
      where po.payment_id = :paymentId and po.live
      """;

  private static final String END =
      """
      update payments
      set status = :status, provider_reference = coalesce(nullif(:reference, ''), provider_reference),
          ask_at = null, ended_at = clock_timestamp()
      where payment_id = :paymentId and status = 'UNKNOWN'
        and coalesce(asking_until, '-infinity') <= clock_timestamp()
      """;

  private static final String MOVE =
      """
      with covered as (
        select po.order_id, o.batch_id, o.import_row_number
        from payment_orders po join orders o on o.order_id = po.order_id
        where po.payment_id = :paymentId and po.live
      ), changed as (
        update orders o set status = :orderStatus, updated_at = clock_timestamp()
        from covered c where o.order_id = c.order_id and o.status = 'PENDING'
      ), freed as (
        update payment_orders po set live = false
        from covered c
        where po.payment_id = :paymentId and po.order_id = c.order_id and :orderStatus = 'CANCELLED'
      )
      update batch_rows r
      set status = :rowStatus, code = nullif(:code, ''), updated_at = clock_timestamp(),
          notification_status = case when %1$s then 'PENDING' else r.notification_status end,
          notification_code = case when %1$s then null else r.notification_code end
      from covered c
      where r.batch_id = c.batch_id and r.row_number = c.import_row_number and r.order_id = c.order_id
        and (r.status = 'PAYMENT_UNKNOWN' or r.status = 'FAILED' and r.code = 'OUTCOME_UNKNOWN')
      returning r.row_number, r.chunk_no, %1$s as calls_for_mails
      """
          .formatted(CalledForMails.afterPayment("cast(:rowStatus as text)"));

  private final Session session;
  private final Progress progress;
  private final Chunks chunks;
  private final Suppressions suppressions;
  private final AuditTrail audit;

  RecordedOutcomes(
      Session session,
      Progress progress,
      Chunks chunks,
      Suppressions suppressions,
      AuditTrail audit) {
    this.session = session;
    this.progress = progress;
    this.chunks = chunks;
    this.suppressions = suppressions;
    this.audit = audit;
  }

  /**
   * Records an outcome. Captured: the payment's orders and rows are paid. Not charged: its orders
   * are cancelled, and its rows failed in a way that a retry may mend. Whoever calls this ends the
   * batch afterwards if it is done.
   *
   * @param by who found it out
   */
  @Transactional
  public RecordedOutcome record(long paymentId, PersonsFinding finding, String by) {
    Optional<Tuple> payment =
        session
            .createNativeQuery(PAYMENT, Tuple.class)
            .setParameter("paymentId", paymentId)
            .getResultStream()
            .findFirst();
    return payment
        .map(
            row ->
                record(
                    paymentId,
                    new BatchId(row.get("batch_id", UUID.class)),
                    new ClientId(row.get("client_id", String.class)),
                    finding,
                    by))
        .orElseGet(NoPayment::new);
  }

  private RecordedOutcome record(
      long paymentId, BatchId batchId, ClientId clientId, PersonsFinding finding, String by) {
    progress.forget(batchId);
    List<Chunk> locked = chunks.lockAll(batchId, chunkNos(paymentId));
    Move move = Move.of(finding);
    if (!end(paymentId, move)) {
      return unchanged(paymentId);
    }
    List<Tuple> rows = move(paymentId, batchId, move);
    if (finding instanceof WasNotCharged) {
      suppressions.suppress(
          batchId, rows.stream().map(row -> row.get("row_number", Integer.class)).toList());
    }
    List<ChunkState> states = chunks.countAll(locked, CalledForMails.chunksOf(rows));
    audit.record(
        by,
        "PAYMENT_OUTCOME_RECORDED",
        Long.toString(paymentId),
        clientId,
        Map.of("status", move.paymentStatus(), "reference", move.reference()));
    return new Recorded(batchId, rows.size(), states);
  }

  /** What everything becomes. */
  private record Move(
      String paymentStatus, String orderStatus, String rowStatus, String code, String reference) {

    static Move of(PersonsFinding finding) {
      return switch (finding) {
        case WasCaptured(String reference) -> new Move("CAPTURED", "PAID", "PAID", "", reference);
        case WasNotCharged _ ->
            new Move("NOT_CHARGED", "CANCELLED", "FAILED", "PAYMENT_NOT_SENT", "");
      };
    }
  }

  private List<Integer> chunkNos(long paymentId) {
    return session
        .createNativeQuery(CHUNK_NOS, Integer.class)
        .setParameter("paymentId", paymentId)
        .getResultList();
  }

  private boolean end(long paymentId, Move move) {
    return session
            .createNativeMutationQuery(END)
            .setParameter("paymentId", paymentId)
            .setParameter("status", move.paymentStatus())
            .setParameter("reference", move.reference())
            .executeUpdate()
        == 1;
  }

  private List<Tuple> move(long paymentId, BatchId batchId, Move move) {
    return session
        .createNativeQuery(MOVE, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("paymentId", paymentId)
        .setParameter("orderStatus", move.orderStatus())
        .setParameter("rowStatus", move.rowStatus())
        .setParameter("code", move.code())
        .getResultList();
  }

  private RecordedOutcome unchanged(long paymentId) {
    String status =
        session
            .createNativeQuery(PAYMENT, Tuple.class)
            .setParameter("paymentId", paymentId)
            .getSingleResult()
            .get("status", String.class);
    return switch (status) {
      case "PENDING" -> new NotUnknown(status);
      case "UNKNOWN" -> new BeingAsked();
      default -> new Known(status);
    };
  }
}
