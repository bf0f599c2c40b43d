package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.notification.CalledForMails;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;

/**
 * Moves payments, their orders and their rows together. A payment may cover orders of several
 * chunks: all of them are locked, always in the sequence of their numbers, and counted anew.
 */
@ApplicationScoped
class PaymentMoves {

  private static final String OTHER_CHUNKS =
      """
      select distinct r.chunk_no
      from payment_orders po
      join orders o on o.order_id = po.order_id
      cross join lateral (
        select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) r
      where po.payment_id = any(:paymentIds) and po.live and not po.lead
      """;

  /**
   * A payment that ended keeps its end. The row of an order is found by the order's own batch and
   * number: nothing else narrows the rows down, so no plan goes through a batch's rows for each
   * payment.
   */
  private static final String MOVE =
      """
      with move as (
        select * from jsonb_to_recordset(cast(:moves as jsonb))
          as x(payment_id bigint, payment_status text, order_status text, row_status text, row_code text,
               provider_reference text, decline_code text, provider_code text, asking boolean)
      ), moved as (
        update payments p
        set status = m.payment_status,
            provider_reference = coalesce(m.provider_reference, p.provider_reference),
            decline_code = m.decline_code, provider_code = m.provider_code,
            unknown_since = case when m.payment_status = 'UNKNOWN' then coalesce(p.unknown_since, clock_timestamp())
                                 else p.unknown_since end,
            ask_at = case when m.asking and (p.status = 'PENDING' or p.ask_at is not null)
                          then coalesce(p.ask_at, clock_timestamp() + make_interval(secs => :askSeconds)) end,
            asking_until = null,
            ended_at = case when m.payment_status = 'UNKNOWN' then null else clock_timestamp() end
        from move m
        where p.payment_id = m.payment_id and p.status in ('PENDING', 'UNKNOWN')
        returning p.payment_id, p.decline_code, m.payment_status, m.order_status, m.row_status, m.row_code
      ), covered as (
        select moved.*, po.order_id, o.batch_id, o.import_row_number
        from moved
        join payment_orders po on po.payment_id = moved.payment_id and po.live
        join orders o on o.order_id = po.order_id
      ), freed as (
        update payment_orders po set live = false
        from covered c
        where c.payment_status in ('DECLINED', 'NOT_CHARGED') and po.payment_id = c.payment_id and po.order_id = c.order_id
      ), changed as (
        update orders o set status = c.order_status, updated_at = clock_timestamp()
        from covered c
        where o.order_id = c.order_id and o.status = 'PENDING' and c.order_status is not null
      )
      update batch_rows r
      set status = c.row_status, code = coalesce(c.row_code, c.decline_code), updated_at = clock_timestamp(),
          notification_status = case when %1$s then 'PENDING' else r.notification_status end,
          notification_code = case when %1$s then null else r.notification_code end
      from covered c
      where r.batch_id = c.batch_id and r.row_number = c.import_row_number and r.order_id = c.order_id
        and (r.status in ('ORDERED', 'PAYMENT_UNKNOWN')
          or r.status = 'FAILED' and r.code = 'OUTCOME_UNKNOWN' and c.payment_status in ('CAPTURED', 'DECLINED'))
      returning r.chunk_no, %1$s as calls_for_mails
      """
          .formatted(CalledForMails.afterPayment("c.row_status"));

  private static final String TAKE_BACK =
      """
      update payments set calls = calls - 1
      where payment_id = any(:paymentIds) and status = 'PENDING' and calls > 0
      """;

  private final Session session;
  private final Chunks chunks;
  private final AskingConfig asking;
  private final ObjectMapper json;

  PaymentMoves(Session session, Chunks chunks, AskingConfig asking, ObjectMapper json) {
    this.session = session;
    this.chunks = chunks;
    this.asking = asking;
    this.json = json;
  }

  /** The moves of one transaction. */
  final class Moves {

    private final ArrayNode moves = json.createArrayNode();
    private final List<Long> paymentIds = new ArrayList<>();

    /** Adds a payment, and what is known of it beside its ending. */
    void add(long paymentId, Ending ending, Map<String, String> known) {
      ObjectNode move = moves.addObject();
      move.put("payment_id", paymentId)
          .put("payment_status", ending.paymentStatus())
          .put("order_status", ending.orderStatus())
          .put("row_status", ending.rowStatus().name())
          .put("row_code", ending.rowCode() == null ? null : ending.rowCode().name())
          .put("asking", ending == Ending.UNKNOWN);
      known.forEach(move::put);
      paymentIds.add(paymentId);
    }
  }

  /** No moves yet. */
  Moves none() {
    return new Moves();
  }

  /** Locks a chunk, and the others that have rows of the same payments. */
  @Transactional(Transactional.TxType.MANDATORY)
  List<Chunk> lock(Chunk chunk, List<Attempt> attempts) {
    Set<Integer> numbers = new HashSet<>(Set.of(chunk.chunkNo()));
    if (attempts.stream().anyMatch(attempt -> attempt.orderIds().size() > 1)) {
      numbers.addAll(otherChunks(attempts));
    }
    return chunks.lockAll(chunk.batchId(), numbers);
  }

  /**
   * Moves payments whose chunks are locked.
   *
   * @return the chunks, counted anew
   */
  @Transactional(Transactional.TxType.MANDATORY)
  List<ChunkState> apply(Moves moves, List<Chunk> locked) {
    List<Tuple> moved =
        moves.paymentIds.isEmpty() ? List.of() : move(moves, locked.getFirst().batchId());
    return chunks.countAll(locked, CalledForMails.chunksOf(moved));
  }

  private List<Tuple> move(Moves moves, BatchId batchId) {
    return session
        .createNativeQuery(MOVE, Tuple.class)
        .setParameter("moves", moves.moves.toString())
        .setParameter("askSeconds", seconds())
        .setParameter("batchId", batchId.value())
        .getResultList();
  }

  /** Records that an invocation which set out to call the provider certainly took nothing. */
  @Transactional(Transactional.TxType.MANDATORY)
  void takeBack(List<Long> paymentIds) {
    if (!paymentIds.isEmpty()) {
      session
          .createNativeMutationQuery(TAKE_BACK)
          .setParameter("paymentIds", paymentIds.toArray(Long[]::new))
          .executeUpdate();
    }
  }

  private List<Integer> otherChunks(List<Attempt> attempts) {
    return session
        .createNativeQuery(OTHER_CHUNKS, Integer.class)
        .setParameter("paymentIds", attempts.stream().map(Attempt::paymentId).toArray(Long[]::new))
        .getResultList();
  }

  private double seconds() {
    return asking.askAfter().getFirst().toMillis() / 1000.0;
  }
}
