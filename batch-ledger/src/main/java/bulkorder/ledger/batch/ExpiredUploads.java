package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/** Batches whose files did not come. */
@ApplicationScoped
public class ExpiredUploads {

  private static final String ACTOR = "stuck-work";

  /** A file that comes at the same moment wins, or begins the batch again a moment later. */
  private static final String EXPIRE =
      """
      with late as (
        select batch_id from batches
        where status = 'AWAITING_UPLOAD'
          and upload_expires_at < clock_timestamp() - make_interval(secs => :graceSeconds)
        order by upload_expires_at
        limit :limit
        for update skip locked
      )
      update batches b set status = 'UPLOAD_EXPIRED', ended_at = clock_timestamp()
      from late
      where b.batch_id = late.batch_id and b.status = 'AWAITING_UPLOAD'
      returning b.batch_id, b.client_id
      """;

  private final Session session;
  private final AuditTrail audit;

  ExpiredUploads(Session session, AuditTrail audit) {
    this.session = session;
    this.audit = audit;
  }

  /**
   * Ends batches whose upload did not come in time.
   *
   * @param grace how long after the last moment at which an upload could begin; one that is still
   *     under way then begins its batch all the same
   * @param limit how many at most
   * @return how many were ended
   */
  @Transactional
  public int end(Duration grace, int limit) {
    List<Tuple> ended =
        session
            .createNativeQuery(EXPIRE, Tuple.class)
            .setParameter("graceSeconds", grace.toMillis() / 1000.0)
            .setParameter("limit", limit)
            .getResultList();
    ended.forEach(
        batch ->
            audit.record(
                ACTOR,
                "UPLOAD_EXPIRED",
                batch.get("batch_id", UUID.class).toString(),
                new ClientId(batch.get("client_id", String.class)),
                Map.of()));
    return ended.size();
  }
}
