package bulkorder.ledger.audit;

import java.time.Instant;
import java.util.List;

/**
 * Some audit events, newest first.
 *
 * @param more whether there are older ones
 */
public record AuditPage(List<AuditEvent> events, boolean more) {

  /** Copies the events. */
  public AuditPage {
    events = List.copyOf(events);
  }

  /**
   * Where a page ended.
   *
   * @param occurredAt of its last event
   * @param eventId of its last event
   */
  public record End(Instant occurredAt, long eventId) {

    /** Where a page ends whose last event this is. */
    public static End of(AuditEvent event) {
      return new End(event.occurredAt(), event.position().eventId());
    }
  }
}
