package bulkorder.importing.audit;

import bulkorder.ledger.audit.ArchivedEvent;
import bulkorder.ledger.audit.AuditCategory;
import bulkorder.ledger.audit.AuditEvent;
import bulkorder.ledger.audit.EventPosition;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of the archive: one event, with all that its block's hash is made of.
 *
 * @param block the number of the block in which it is sealed
 * @param occurredAt ISO 8601, to the microsecond
 */
@RegisterForReflection
@JsonPropertyOrder({
  "block",
  "eventId",
  "transactionId",
  "occurredAt",
  "category",
  "clientId",
  "actor",
  "action",
  "subject",
  "details"
})
public record ArchiveLine(
    long block,
    long eventId,
    long transactionId,
    String occurredAt,
    String category,
    @Nullable String clientId,
    String actor,
    String action,
    String subject,
    SortedMap<String, String> details) {

  /** Copies the details. */
  public ArchiveLine {
    details = new TreeMap<>(details);
  }

  static ArchiveLine of(ArchivedEvent archived) {
    AuditEvent event = archived.event();
    return new ArchiveLine(
        archived.blockNo(),
        event.position().eventId(),
        event.position().transactionId(),
        event.occurredAt().toString(),
        event.category().name(),
        event.clientId(),
        event.actor(),
        event.action(),
        event.subject(),
        event.details());
  }

  ArchivedEvent event() {
    return new ArchivedEvent(
        block,
        new AuditEvent(
            new EventPosition(transactionId, eventId),
            Instant.parse(occurredAt),
            AuditCategory.valueOf(category),
            clientId,
            actor,
            action,
            subject,
            details));
  }
}
