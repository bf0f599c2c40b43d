package bulkorder.ledger.payment;

import bulkorder.ledger.Money;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The payments. An attempt is in the ledger with its key before the provider is called; every call
 * of it uses that key; the next attempt for an order begins only when the one before is known to be
 * declined or not charged.
 */
@ApplicationScoped
public class Payments {

  private static final Logger LOG = Logger.getLogger(Payments.class);

  private static final String SET_OUT_AGAIN =
      """
      update payments p set calls = p.calls + 1
      from batch_rows r
      join payment_orders po on po.order_id = r.order_id and po.live
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow
        and r.status in ('ORDERED', 'PAYMENT_UNKNOWN')
        and p.payment_id = po.payment_id and p.status in ('PENDING', 'UNKNOWN')
      """;

  /**
   * The attempt number goes on where attempts for the same reference ended, be it by an order that
   * was cancelled.
   */
  private static final String BEGIN_ATTEMPTS =
      """
      with due as (
        select r.order_id, r.client_id, r.amount, r.currency, r.payment_method, a.attempt,
          encode(sha256(convert_to(r.client_id || E'\\n' || r.order_reference || E'\\n' || a.attempt, 'UTF8')), 'hex')
            as idempotency_key
        from batch_rows r
        left join payment_orders live on live.order_id = r.order_id and live.live
        cross join lateral (
          select 1 + greatest(
            coalesce((select max(past.attempt) from payment_orders past
                      where past.order_id = r.order_id and not past.live), 0),
            coalesce((select max(past.attempt) from orders o join payment_orders past on past.order_id = o.order_id
                      where o.client_id = r.client_id and o.order_reference = r.order_reference
                        and not o.bound and not past.live), 0)) as attempt
        ) a
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'ORDERED'
          and live.order_id is null
      ), begun as (
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method, calls)
        select client_id, :batchId, idempotency_key, amount, currency, payment_method, 1 from due
        returning payment_id, idempotency_key
      )
      insert into payment_orders (payment_id, order_id, attempt, amount)
      select begun.payment_id, due.order_id, due.attempt, due.amount
      from begun join due on due.idempotency_key = begun.idempotency_key
      """;

  private static final String OPEN_ATTEMPTS =
      """
      select p.payment_id, p.idempotency_key, r.order_id, p.amount, p.currency, p.payment_method
      from batch_rows r
      join payment_orders po on po.order_id = r.order_id and po.live
      join payments p on p.payment_id = po.payment_id
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow
        and r.status in ('ORDERED', 'PAYMENT_UNKNOWN') and p.status in ('PENDING', 'UNKNOWN')
      order by r.row_number
      """;

  private static final String RECORD =
      """
      with outcome as (
        select * from jsonb_to_recordset(cast(:outcomes as jsonb))
          as x(payment_id bigint, status text, provider_reference text, decline_code text, provider_code text)
      ), recorded as (
        update payments p
        set status = o.status, provider_reference = o.provider_reference, decline_code = o.decline_code,
            provider_code = o.provider_code,
            unknown_since = case when o.status = 'UNKNOWN' then coalesce(p.unknown_since, clock_timestamp()) end,
            ended_at = case when o.status = 'UNKNOWN' then null else clock_timestamp() end
        from outcome o
        where p.payment_id = o.payment_id and p.status in ('PENDING', 'UNKNOWN')
        returning p.payment_id, p.status, p.decline_code
      ), covered as (
        select po.order_id, po.payment_id, recorded.status, recorded.decline_code
        from recorded join payment_orders po on po.payment_id = recorded.payment_id and po.live
      ), freed as (
        update payment_orders po set live = false
        from covered c
        where c.status = 'DECLINED' and po.payment_id = c.payment_id and po.order_id = c.order_id
      ), changed as (
        update orders o
        set status = case c.status when 'CAPTURED' then 'PAID' when 'DECLINED' then 'CANCELLED' else o.status end,
            updated_at = clock_timestamp()
        from covered c
        where o.order_id = c.order_id and o.status = 'PENDING' and c.status <> 'UNKNOWN'
      )
      update batch_rows r
      set status = case c.status when 'CAPTURED' then 'PAID' when 'DECLINED' then 'PAYMENT_FAILED'
            else 'PAYMENT_UNKNOWN' end,
          code = c.decline_code, updated_at = clock_timestamp()
      from covered c
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow
        and r.order_id = c.order_id and r.status in ('ORDERED', 'PAYMENT_UNKNOWN')
      """;

  /**
   * A provider that was never called charged nothing, so the order is cancelled and its reference
   * may come back; one that was called may have charged.
   */
  private static final String GIVE_UP =
      """
      with open as (
        select r.row_number, r.order_id, p.payment_id, coalesce(p.calls, 0) as calls
        from batch_rows r
        left join payment_orders po on po.order_id = r.order_id and po.live
        left join payments p on p.payment_id = po.payment_id
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow
          and r.status in ('ORDERED', 'PAYMENT_UNKNOWN')
      ), marked as (
        update payments p set status = 'UNKNOWN', unknown_since = clock_timestamp()
        from open where p.payment_id = open.payment_id and p.status = 'PENDING'
      ), cancelled as (
        update orders o set status = 'CANCELLED', updated_at = clock_timestamp()
        from open where open.payment_id is null and o.order_id = open.order_id and o.status = 'PENDING'
      )
      update batch_rows r
      set status = 'FAILED', updated_at = clock_timestamp(),
          code = case when open.calls > 0 then 'OUTCOME_UNKNOWN' else 'PAYMENT_NOT_SENT' end
      from open
      where r.batch_id = :batchId and r.row_number = open.row_number and r.status in ('ORDERED', 'PAYMENT_UNKNOWN')
      """;

  private final ChunkStatements statements;
  private final Chunks chunks;
  private final ObjectMapper json;

  Payments(ChunkStatements statements, Chunks chunks, ObjectMapper json) {
    this.statements = statements;
    this.chunks = chunks;
    this.json = json;
  }

  /**
   * Claims a chunk's payments and begins an attempt for each order that has none. When this
   * returns, every attempt is committed and the provider may be called.
   *
   * @param leaseTime how long the invocation has left
   * @return empty while another invocation holds the claim, or if there is no such chunk
   */
  @Transactional
  public Optional<ClaimedAttempts> claim(ChunkMessage message, Duration leaseTime) {
    return chunks
        .claim(Lease.PAYMENT, message.batch(), message.chunk(), leaseTime)
        .map(
            chunk -> {
              statements.change(SET_OUT_AGAIN, chunk).executeUpdate();
              statements.change(BEGIN_ATTEMPTS, chunk).executeUpdate();
              return new ClaimedAttempts(chunk, openAttempts(chunk));
            });
  }

  /**
   * Records what became of attempts, moves their orders and rows, and ends the claim. An outcome
   * that is recorded already stays.
   *
   * @param outcomes by payment id; a payment that is missing, or was {@link NotTaken}, stays open
   */
  @Transactional
  public ChunkState record(Chunk chunk, Map<Long, AttemptOutcome> outcomes) {
    chunks.lock(chunk.batchId(), chunk.chunkNo());
    int moved =
        statements.change(RECORD, chunk).setParameter("outcomes", asJson(outcomes)).executeUpdate();
    long known = outcomes.values().stream().filter(o -> !(o instanceof NotTaken)).count();
    if (moved != known) {
      LOG.warnf("%s: %d outcomes moved %d rows; others were recorded before", chunk, known, moved);
    }
    chunks.release(Lease.PAYMENT, chunk);
    return chunks.count(chunk);
  }

  /**
   * Gives up the unpaid rows of a chunk; a payment that may have been charged stays unknown for a
   * person to find out.
   *
   * @return empty if there is no such chunk
   * @throws IllegalStateException while another invocation holds the claim; to be called again
   */
  @Transactional
  public Optional<ChunkState> giveUp(ChunkMessage message) {
    return chunks
        .lockUnclaimed(Lease.PAYMENT, message.batch(), message.chunk())
        .map(
            chunk -> {
              statements.change(GIVE_UP, chunk).executeUpdate();
              return chunks.count(chunk);
            });
  }

  private List<Attempt> openAttempts(Chunk chunk) {
    return statements
        .select(OPEN_ATTEMPTS, chunk)
        .getResultStream()
        .map(Payments::attempt)
        .toList();
  }

  private static Attempt attempt(Tuple row) {
    return new Attempt(
        row.get("payment_id", Long.class),
        row.get("idempotency_key", String.class),
        List.of(row.get("order_id", Long.class)),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))),
        row.get("payment_method", String.class),
        null);
  }

  private String asJson(Map<Long, AttemptOutcome> outcomes) {
    ArrayNode array = json.createArrayNode();
    outcomes.forEach(
        (paymentId, outcome) -> {
          switch (outcome) {
            case Captured captured ->
                array
                    .addObject()
                    .put("payment_id", paymentId)
                    .put("status", "CAPTURED")
                    .put("provider_reference", captured.providerReference());
            case Declined declined ->
                array
                    .addObject()
                    .put("payment_id", paymentId)
                    .put("status", "DECLINED")
                    .put("decline_code", declined.code().name())
                    .put("provider_code", declined.providerCode());
            case Unknown _ ->
                array.addObject().put("payment_id", paymentId).put("status", "UNKNOWN");
            case NotTaken _ -> {}
          }
        });
    return array.toString();
  }
}
