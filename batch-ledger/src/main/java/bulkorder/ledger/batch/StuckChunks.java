package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Finds work that stands still. */
@ApplicationScoped
public class StuckChunks {

  /**
   * One side of a chunk is stuck if nothing touched it for a time and its message must have been
   * received by now: because the queue is empty; because a later message of its client was; because
   * later ones of other clients were and none of its client, who would have been served before a
   * client that waits for nothing; or because it is too long ago for any queue.
   */
  private static final String SIDE =
      """
      %1$s > 0 and coalesce(%2$s <= clock_timestamp() - make_interval(secs => :quietSeconds), true)
        and (%3$s or touched_at < clock_timestamp() - make_interval(secs => :longestSeconds)
          or touched_at < (select h.sent_at - make_interval(secs => :marginSeconds) from queue_heads h
                           where h.queue = %4$s and h.client_id = c.client_id)
          or touched_at < (select max(h.sent_at) - make_interval(secs => :marginSeconds) from queue_heads h
                           where h.queue = %4$s)
            and not exists (select 1 from queue_heads h
                            where h.queue = %4$s and h.client_id = c.client_id
                              and h.seen_at > clock_timestamp() - make_interval(secs => :quietSeconds)))
      """;

  private static final String STUCK =
      """
      with quiet as (
        select c.*, greatest(c.sent_at, c.updated_at) as touched_at
        from batches b join batch_chunks c on c.batch_id = b.batch_id
        where b.ended_at is null
          and (b.status = 'PROCESSING' or b.status = 'PAUSED' and b.pause_reason <> 'PERSON')
          and c.queued + c.ordered + c.notifications_pending > 0
          and c.sent_at < clock_timestamp() - make_interval(secs => :quietSeconds)
          and c.updated_at < clock_timestamp() - make_interval(secs => :quietSeconds)
      ), sides as (
        select c.batch_id, c.chunk_no, %s as to_order, %s as to_pay, %s as to_notify
        from quiet c
      ), stuck as (
        select * from sides
        where to_order or to_pay or to_notify
        order by batch_id, chunk_no
        limit :limit
      ), marked as (
        update batch_chunks c set sent_at = clock_timestamp()
        from stuck
        where c.batch_id = stuck.batch_id and c.chunk_no = stuck.chunk_no
        returning c.batch_id, c.chunk_no, c.run_no, c.client_id, c.first_row, c.last_row
      )
      select marked.*, stuck.to_order, stuck.to_pay, stuck.to_notify
      from marked join stuck using (batch_id, chunk_no)
      order by batch_id, chunk_no
      """
          .formatted(
              SIDE.formatted("c.queued", "c.sent_at", ":ordersEmpty", ":orders"),
              SIDE.formatted("c.ordered", "c.payment_lease_until", ":paymentsEmpty", ":payments"),
              SIDE.formatted(
                  "c.notifications_pending",
                  "c.notification_lease_until",
                  ":notificationsEmpty",
                  ":notifications"));

  private static final String DONE_BUT_OPEN =
      """
      select b.batch_id from batches b
      where b.ended_at is null and b.status in ('PROCESSING', 'PAUSED')
        and (select chunk_no from batch_chunks c
             where c.batch_id = b.batch_id and c.open_rows > 0
             order by chunk_no desc limit 1) is null
      order by b.batch_id
      limit :limit
      """;

  private final Session session;

  StuckChunks(Session session) {
    this.session = session;
  }

  /**
   * Finds chunks whose work stands still on at least one side, and marks them as sent again. Those
   * of a batch that a person paused rest, and those that wait for the answer of a payment provider
   * have a schedule of their own.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<StuckChunk> mark(StuckRule rule, ChunkQueues queues, int limit) {
    return session
        .createNativeQuery(STUCK, Tuple.class)
        .setParameter("quietSeconds", seconds(rule.quiet()))
        .setParameter("marginSeconds", seconds(rule.margin()))
        .setParameter("longestSeconds", seconds(rule.longest()))
        .setParameter("orders", queues.orders().name())
        .setParameter("ordersEmpty", queues.orders().empty())
        .setParameter("payments", queues.payments().name())
        .setParameter("paymentsEmpty", queues.payments().empty())
        .setParameter("notifications", queues.notifications().name())
        .setParameter("notificationsEmpty", queues.notifications().empty())
        .setParameter("limit", limit)
        .getResultStream()
        .map(
            row ->
                new StuckChunk(
                    Chunks.chunk(row),
                    row.get("to_order", Boolean.class),
                    row.get("to_pay", Boolean.class),
                    row.get("to_notify", Boolean.class)))
        .toList();
  }

  /**
   * Batches whose rows have all ended while the batch has not: their last invocation died after its
   * commit.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<BatchId> doneButOpen(int limit) {
    return session
        .createNativeQuery(DONE_BUT_OPEN, UUID.class)
        .setParameter("limit", limit)
        .getResultStream()
        .map(BatchId::new)
        .toList();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
