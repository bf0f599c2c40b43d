package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Chunk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/**
 * Finds queued rows whose order reference is bound already: the same content makes the row a
 * duplicate that names the first order, other content makes it invalid. Asked when a file comes in,
 * and again when its orders are created, since another file may have been faster.
 */
@ApplicationScoped
public class ExistingOrders {

  /**
   * Looks each reference up by itself and joins nothing: rows that were copied a moment ago have no
   * statistics, and a join that takes a million of them for one may go through them once for every
   * order.
   */
  private static final String MARK =
      """
      update batch_rows r
      set (status, order_id, code, errors) = (
            select case when o.content_digest = r.content_digest then 'DUPLICATE' else 'INVALID' end,
              o.order_id,
              case when o.content_digest = r.content_digest then 'ALREADY_ORDERED' end,
              case when o.content_digest <> r.content_digest then jsonb_build_array(jsonb_build_object(
                'column', 'order_reference', 'code', 'REFERENCE_TAKEN', 'value', r.order_reference,
                'expected', o.order_id || '')) end
            from orders o
            where o.client_id = r.client_id and o.order_reference = r.order_reference and o.bound),
          updated_at = clock_timestamp()
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'QUEUED'
        and (select o.order_id from orders o
             where o.client_id = r.client_id and o.order_reference = r.order_reference and o.bound)
          is not null
      """;

  private final Session session;

  ExistingOrders(Session session) {
    this.session = session;
  }

  /** Marks queued rows of a whole batch. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int markSeenBefore(BatchId batchId) {
    return mark(batchId, 1, Integer.MAX_VALUE);
  }

  /** Marks queued rows of a chunk. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int markSeenBefore(Chunk chunk) {
    return mark(chunk.batchId(), chunk.firstRow(), chunk.lastRow());
  }

  private int mark(BatchId batchId, int firstRow, int lastRow) {
    return session
        .createNativeMutationQuery(MARK)
        .setParameter("batchId", batchId.value())
        .setParameter("firstRow", firstRow)
        .setParameter("lastRow", lastRow)
        .executeUpdate();
  }
}
