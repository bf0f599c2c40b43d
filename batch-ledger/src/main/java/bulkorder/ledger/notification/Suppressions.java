package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import org.hibernate.Session;

/** Keeps back the mails of orders that are cancelled before their customers were told of them. */
@ApplicationScoped
public class Suppressions {

  /** A mail that somebody is sending at this moment is left to them. */
  private static final String SUPPRESS =
      """
      with suppressed as (
        update batch_rows r
        set notification_status = 'SUPPRESSED', notification_code = 'ORDER_CANCELLED', updated_at = clock_timestamp()
        from batch_chunks c
        where r.batch_id = :batchId and r.row_number = any(cast(:rows as int[]))
          and r.notification_status = 'PENDING'
          and c.batch_id = :batchId and c.chunk_no = r.chunk_no
          and coalesce(c.notification_lease_until, '-infinity') <= clock_timestamp()
        returning r.order_id, r.client_id, r.language
      )
      insert into notifications (client_id, batch_id, order_id, kind, language, status, code, ended_at)
      select client_id, :batchId, order_id, 'ORDER_CONFIRMED', language, 'SUPPRESSED', 'ORDER_CANCELLED',
        clock_timestamp()
      from suppressed
      on conflict (order_id, kind) do update
      set status = excluded.status, code = excluded.code, ended_at = excluded.ended_at
      where notifications.status = 'PENDING'
      """;

  private final Session session;

  Suppressions(Session session) {
    this.session = session;
  }

  /** Keeps back the pending mails of rows whose chunks are locked. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void suppress(BatchId batchId, Collection<Integer> rowNumbers) {
    session
        .createNativeMutationQuery(SUPPRESS)
        .setParameter("batchId", batchId.value())
        .setParameter("rows", rowNumbers.toArray(Integer[]::new))
        .executeUpdate();
  }
}
