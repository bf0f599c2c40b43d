package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.payment.PayersOrders.Payer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Packs the orders of one payer into charges, once all orders of a batch exist. Each charge becomes
 * a payment with its key, of which one order leads: the message of that order's chunk charges it.
 * One invocation packs a batch at a time; begun anew after a crash, it goes on with the orders that
 * have no payment.
 */
@ApplicationScoped
public class Packing {

  /** The most orders that the payment service takes in one payment. */
  static final int CHARGE_ORDERS_MAX = 1000;

  private static final int FETCH_ROWS = 2000;

  private static final String STAGE =
      """
      select case
        when b.payment_mode = 'PER_ORDER' then 'PER_ORDER'
        when exists (select 1 from batch_chunks c where c.batch_id = b.batch_id and c.queued > 0) then 'INCOMPLETE'
        else 'COMPLETE' end
      from batches b where b.batch_id = :batchId
      """;

  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended(:name, 2))";

  private static final String WANTED =
      """
      select count(*) = 1 from batches
      where batch_id = :batchId and ended_at is null and cancel_requested_at is null
      """;

  private static final String ORDERS =
      """
      select r.row_number, r.chunk_no, r.amount, r.payment_method, r.currency,
        coalesce(l.amount_min, 0) as amount_min, coalesce(l.amount_max, 0) as amount_max
      from batch_rows r
      left join client_payment_limits l on l.client_id = r.client_id and l.currency = r.currency
      where r.batch_id = :batchId and r.status = 'ORDERED'
        and (select live.payment_id from payment_orders live where live.order_id = r.order_id and live.live) is null
      order by r.payment_method, r.currency, r.row_number
      """;

  private static final String CHUNKS_TO_CHARGE =
      """
      select distinct r.chunk_no
      from batch_rows r
      join payment_orders po on po.order_id = r.order_id and po.live and po.lead
      join payments p on p.payment_id = po.payment_id
      where r.batch_id = :batchId and r.status = 'ORDERED' and p.status = 'PENDING' and p.calls = 0
      """;

  private static final String STANDING_STILL =
      """
      select b.batch_id from batches b
      where b.ended_at is null and b.status = 'PROCESSING' and b.payment_mode = 'AGGREGATED'
        and b.cancel_requested_at is null
        and not exists (select 1 from batch_chunks c where c.batch_id = b.batch_id and c.queued > 0)
        and exists (
          select 1 from batch_chunks c
          cross join lateral (
            select 1 from batch_rows r
            where r.batch_id = c.batch_id and r.row_number between c.first_row and c.last_row and r.status = 'ORDERED'
              and (select live.payment_id from payment_orders live
                   where live.order_id = r.order_id and live.live) is null
            limit 1) unpacked
          where c.batch_id = b.batch_id and c.ordered > 0
            and c.updated_at < clock_timestamp() - make_interval(secs => :quietSeconds))
      order by random()
      limit :limit
      """;

  private final Session session;
  private final Chunks chunks;
  private final PackedPayments payments;
  private final InstantSource clock;

  Packing(Session session, Chunks chunks, PackedPayments payments, InstantSource clock) {
    this.session = session;
    this.chunks = chunks;
    this.payments = payments;
    this.clock = clock;
  }

  /** Whether a batch's orders are to be packed; those of a batch that does not exist are not. */
  @Transactional
  public PackingStage stage(BatchId batchId) {
    return session
        .createNativeQuery(STAGE, String.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .findFirst()
        .map(PackingStage::valueOf)
        .orElse(PackingStage.INCOMPLETE);
  }

  /**
   * Packs the orders of a batch that have no payment yet, payer by payer, and commits as it goes.
   * The orders of a payer that are too small even together are given up. A batch that has ended or
   * is to be stopped is left as it is.
   *
   * @param atMost after which nothing new is begun
   */
  public PackingResult pack(BatchId batchId, Duration atMost) {
    Instant end = clock.instant().plus(atMost);
    return QuarkusTransaction.requiringNew()
        .timeout(Math.toIntExact(2 * atMost.toSeconds() + 10))
        .call(() -> tryLock(batchId) ? packLocked(batchId, end) : PackingResult.ELSEWHERE);
  }

  /** The chunks whose messages charge payments that nobody has set out to charge yet. */
  @Transactional
  public List<Chunk> chunksToCharge(BatchId batchId) {
    List<Integer> chunkNos =
        session
            .createNativeQuery(CHUNKS_TO_CHARGE, Integer.class)
            .setParameter("batchId", batchId.value())
            .getResultList();
    return chunks.findAll(batchId, chunkNos);
  }

  /**
   * Batches whose orders all exist, and some of which nobody has packed for a time.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<BatchId> standingStill(Duration quiet, int limit) {
    return session
        .createNativeQuery(STANDING_STILL, UUID.class)
        .setParameter("quietSeconds", quiet.toMillis() / 1000.0)
        .setParameter("limit", limit)
        .getResultStream()
        .map(BatchId::new)
        .toList();
  }

  private boolean tryLock(BatchId batchId) {
    return session
        .createNativeQuery(TRY_LOCK, Boolean.class)
        .setParameter("name", batchId.toString())
        .getSingleResult();
  }

  /** The orders stream by on this transaction's connection; each portion commits on another. */
  private PackingResult packLocked(BatchId batchId, Instant end) {
    var orders =
        new PayersOrders(
            portion ->
                clock.instant().isBefore(end)
                    && isWanted(batchId)
                    && payments.begin(batchId, portion));
    try (Stream<Tuple> rows = unpaidOrders(batchId)) {
      for (Iterator<Tuple> next = rows.iterator(); next.hasNext() && orders.allBegun(); ) {
        Tuple row = next.next();
        orders.add(order(row), payer(row), limits(row));
      }
    }
    if (orders.allBegun()) {
      orders.end();
    }
    return orders.allBegun() || !isWanted(batchId) ? PackingResult.ALL : PackingResult.SOME;
  }

  private boolean isWanted(BatchId batchId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                session
                    .createNativeQuery(WANTED, Boolean.class)
                    .setParameter("batchId", batchId.value())
                    .getSingleResult());
  }

  private Stream<Tuple> unpaidOrders(BatchId batchId) {
    return session
        .createNativeQuery(ORDERS, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setFetchSize(FETCH_ROWS)
        .getResultStream();
  }

  private static PackableOrder order(Tuple row) {
    return new PackableOrder(
        row.get("row_number", Integer.class),
        row.get("chunk_no", Integer.class),
        row.get("amount", BigDecimal.class));
  }

  private static Payer payer(Tuple row) {
    return new Payer(row.get("payment_method", String.class), row.get("currency", String.class));
  }

  private static ChargeLimits limits(Tuple row) {
    return new ChargeLimits(
        row.get("amount_min", BigDecimal.class),
        row.get("amount_max", BigDecimal.class),
        CHARGE_ORDERS_MAX);
  }
}
