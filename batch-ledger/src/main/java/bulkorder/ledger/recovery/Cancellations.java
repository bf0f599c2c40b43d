package bulkorder.ledger.recovery;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.messaging.ChunkMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Cancels what a chunk of a stopped batch has not paid, and certainly never will. */
@ApplicationScoped
public class Cancellations {

  /** A payment that covers several orders ends as a whole, so their chunks change together. */
  private static final String CHUNKS_PAID_TOGETHER =
      """
      with mine as materialized (
        select distinct po.payment_id
        from batch_rows r join payment_orders po on po.order_id = r.order_id and po.live
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'ORDERED'
      )
      select distinct x.chunk_no
      from mine
      join payment_orders theirs on theirs.payment_id = mine.payment_id and theirs.live
      join orders o on o.order_id = theirs.order_id
      cross join lateral (
        select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) x
      """;

  private static final String CANCEL_QUEUED =
      """
      update batch_rows set status = 'CANCELLED', code = :code, updated_at = clock_timestamp()
      where batch_id = :batchId and row_number between :firstRow and :lastRow and status = 'QUEUED'
      """;

  /**
   * Spares a payment that a worker holds or that was called, and one that has meanwhile taken in an
   * order of a chunk that is not locked.
   */
  private static final String CANCEL_ORDERED =
      """
      with mine as (
        select r.order_id,
          (select po.payment_id from payment_orders po where po.order_id = r.order_id and po.live) as payment_id
        from batch_rows r
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'ORDERED'
      ), not_called as (
        update payments p set status = 'NOT_CHARGED', ended_at = clock_timestamp()
        where p.payment_id in (select payment_id from mine) and p.status = 'PENDING' and p.calls = 0
          and not exists (
            select 1
            from payment_orders po
            join orders o on o.order_id = po.order_id
            cross join lateral (
              select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) x
            join batch_chunks c on c.batch_id = o.batch_id and c.chunk_no = x.chunk_no
            where po.payment_id = p.payment_id and po.live
              and (c.chunk_no not in (:locked) or po.lead and c.payment_lease_until > clock_timestamp()))
        returning p.payment_id
      ), freed as (
        update payment_orders po set live = false
        from not_called n
        where po.payment_id = n.payment_id and po.live
        returning po.order_id
      ), cancelled as (
        update orders o set status = 'CANCELLED', updated_at = clock_timestamp()
        where o.order_id in (select order_id from freed union all select order_id from mine where payment_id is null)
          and o.status = 'PENDING'
        returning o.order_id, o.batch_id, o.import_row_number
      )
      update batch_rows r set status = 'CANCELLED', code = :code, updated_at = clock_timestamp()
      from cancelled c
      where r.batch_id = c.batch_id and r.row_number = c.import_row_number and r.order_id = c.order_id
        and r.status = 'ORDERED'
      """;

  private static final String SUPPRESS_MAILS =
      """
      with suppressed as (
        update batch_rows r set notification_status = 'SUPPRESSED', notification_code = :code, updated_at = clock_timestamp()
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'CANCELLED'
          and r.notification_status = 'PENDING'
        returning r.client_id, r.order_id, r.language
      )
      insert into notifications as n (client_id, batch_id, order_id, kind, language, status, code, ended_at)
      select client_id, :batchId, order_id, 'ORDER_CONFIRMED', language, 'SUPPRESSED', :code, clock_timestamp()
      from suppressed
      on conflict (order_id, kind) do update set status = excluded.status, code = excluded.code,
        ended_at = excluded.ended_at
      where n.status = 'PENDING'
      """;

  private final ChunkStatements statements;
  private final Chunks chunks;

  Cancellations(ChunkStatements statements, Chunks chunks) {
    this.statements = statements;
    this.chunks = chunks;
  }

  /**
   * Cancels the rows of a chunk that have no order yet, and those whose payment certainly was never
   * called, with their orders, payments and pending mails. What an invocation works on is left to
   * it, and what the provider may have charged stays open until the provider has said so: the
   * chunk's next message cancels or ends these. Done again, it changes nothing.
   *
   * @return the chunk and how many of its rows are open; empty if there is no such chunk
   */
  @Transactional
  public Optional<ChunkState> cancel(ChunkMessage message) {
    return chunks.find(message.batch(), message.chunk()).map(this::cancel);
  }

  private ChunkState cancel(Chunk chunk) {
    List<Chunk> locked = lockAllPaidTogetherWith(chunk);
    change(CANCEL_QUEUED, chunk, ReasonCode.BATCH_CANCELLED);
    if (!chunks.isClaimed(Lease.PAYMENT, chunk)) {
      statements
          .change(CANCEL_ORDERED, chunk)
          .setParameter("code", ReasonCode.BATCH_CANCELLED.name())
          .setParameter("locked", locked.stream().map(Chunk::chunkNo).toList())
          .executeUpdate();
    }
    locked.forEach(this::suppressMails);
    return locked.stream()
        .map(chunks::count)
        .filter(state -> state.chunk().equals(chunk))
        .findFirst()
        .orElseThrow();
  }

  /** In the sequence of their numbers, as whoever locks several does. */
  private List<Chunk> lockAllPaidTogetherWith(Chunk chunk) {
    var numbers = new TreeSet<Integer>(List.of(chunk.chunkNo()));
    statements
        .select(CHUNKS_PAID_TOGETHER, chunk)
        .getResultStream()
        .forEach(row -> numbers.add(row.get(0, Integer.class)));
    return chunks.lockAll(chunk.batchId(), numbers);
  }

  private void suppressMails(Chunk chunk) {
    if (!chunks.isClaimed(Lease.NOTIFICATION, chunk)) {
      change(SUPPRESS_MAILS, chunk, ReasonCode.ORDER_CANCELLED);
    }
  }

  private void change(String sql, Chunk chunk, ReasonCode code) {
    statements.change(sql, chunk).setParameter("code", code.name()).executeUpdate();
  }
}
