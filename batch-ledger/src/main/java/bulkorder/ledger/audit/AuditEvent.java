package bulkorder.ledger.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An audit event.
 *
 * @param position where it stands among all events
 * @param occurredAt when, to the microsecond
 * @param clientId whose it is; null where that is nobody we know
 * @param actor who did it
 * @param action what was done
 * @param subject the id of what it was done to
 * @param details values that explain it, by name
 */
public record AuditEvent(
    EventPosition position,
    Instant occurredAt,
    AuditCategory category,
    @Nullable String clientId,
    String actor,
    String action,
    String subject,
    SortedMap<String, String> details) {

  /** Copies the details. */
  public AuditEvent {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }
}
