package bulkorder.ledger.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The audit events that the ledger still has, for people who look through them. */
@ApplicationScoped
public class AuditEvents {

  private static final String SELECT =
      "select %s from audit_events e where true".formatted(EventRows.COLUMNS);

  /** The first condition keeps younger months out; the second is the order. */
  private static final String AFTER =
      " and e.occurred_at <= :endAt and (e.occurred_at, e.audit_event_id) < (:endAt, :endId)";

  private static final String NEWEST_FIRST = " order by e.occurred_at desc, e.audit_event_id desc";

  private final Session session;
  private final EventRows rows;

  AuditEvents(Session session, EventRows rows) {
    this.session = session;
    this.rows = rows;
  }

  /**
   * A page of events, newest first.
   *
   * @param after where the page before ended; null for the first one
   * @param limit how many at most
   */
  @Transactional
  public AuditPage page(AuditFilter filter, AuditPage.@Nullable End after, int limit) {
    var sql = new StringBuilder(SELECT);
    Map<String, Object> values = new HashMap<>();
    filter.addTo(sql, values);
    if (after != null) {
      sql.append(AFTER);
      values.put("endAt", after.occurredAt());
      values.put("endId", after.eventId());
    }
    var query = session.createNativeQuery(sql.append(NEWEST_FIRST).toString(), Tuple.class);
    values.forEach(query::setParameter);
    List<AuditEvent> events =
        query.setMaxResults(limit + 1).getResultStream().map(rows::event).toList();
    return new AuditPage(events.subList(0, Math.min(limit, events.size())), events.size() > limit);
  }
}
