package bulkorder.status.audit;

import bulkorder.ledger.audit.AuditCategory;
import bulkorder.ledger.audit.AuditEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audit event.
 *
 * @param id of the event
 * @param action what was done, as a past participle
 * @param actor who did it: the {@code sub} of a token, or a part of the system
 * @param subject the id of what it was done to
 * @param clientId whose it is; null where that is nobody we know
 * @param details values that explain it
 */
public record AuditEventAnswer(
    long id,
    Instant occurredAt,
    AuditCategory category,
    String action,
    String actor,
    String subject,
    @Nullable String clientId,
    Map<String, String> details) {

  static AuditEventAnswer of(AuditEvent event) {
    return new AuditEventAnswer(
        event.position().eventId(),
        event.occurredAt(),
        event.category(),
        event.action(),
        event.actor(),
        event.subject(),
        event.clientId(),
        event.details());
  }
}
