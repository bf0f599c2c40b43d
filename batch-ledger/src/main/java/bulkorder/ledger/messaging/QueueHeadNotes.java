package bulkorder.ledger.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.hibernate.Session;

/** How far queues have come, in the ledger. */
@ApplicationScoped
class QueueHeadNotes {

  private static final String NOTE =
      """
      insert into queue_heads as h (queue, client_id, sent_at, seen_at)
      values (:queue, :clientId, :sentAt, clock_timestamp())
      on conflict (queue, client_id) do update
      set sent_at = greatest(h.sent_at, excluded.sent_at), seen_at = excluded.seen_at
      """;

  private final Session session;

  QueueHeadNotes(Session session) {
    this.session = session;
  }

  @Transactional
  void note(String queue, String clientId, Instant sentAt) {
    session
        .createNativeMutationQuery(NOTE)
        .setParameter("queue", queue)
        .setParameter("clientId", clientId)
        .setParameter("sentAt", sentAt)
        .executeUpdate();
  }
}
