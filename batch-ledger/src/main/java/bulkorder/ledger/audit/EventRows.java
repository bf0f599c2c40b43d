package bulkorder.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Audit events as the ledger's queries give them. */
@ApplicationScoped
class EventRows {

  /** Of {@code audit_events e}. */
  static final String COLUMNS =
      """
      e.audit_event_id, cast(cast(e.transaction_id as text) as bigint) as transaction_id, e.occurred_at, e.category,
      e.client_id, e.actor, e.action, e.subject, cast(e.details as text) as details
      """;

  private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

  private final ObjectMapper json;

  EventRows(ObjectMapper json) {
    this.json = json;
  }

  AuditEvent event(Tuple row) {
    return new AuditEvent(
        new EventPosition(
            row.get("transaction_id", Long.class), row.get("audit_event_id", Long.class)),
        row.get("occurred_at", Instant.class),
        AuditCategory.valueOf(row.get("category", String.class)),
        row.get("client_id", String.class),
        row.get("actor", String.class),
        row.get("action", String.class),
        row.get("subject", String.class),
        details(row.get("details", String.class)));
  }

  private SortedMap<String, String> details(String text) {
    try {
      return json.readValue(text, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details of an audit event cannot be read", e);
    }
  }
}
