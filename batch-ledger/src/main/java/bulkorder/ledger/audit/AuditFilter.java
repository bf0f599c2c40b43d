package bulkorder.ledger.audit;

import bulkorder.ledger.ClientId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page of audit events has in common; null asks for nothing.
 *
 * @param clientId whose they are; null for everybody's and nobody's
 * @param from not before
 * @param to before
 */
public record AuditFilter(
    @Nullable ClientId clientId,
    @Nullable AuditCategory category,
    @Nullable String action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {

  void addTo(StringBuilder conditions, Map<String, Object> values) {
    add(
        " and e.client_id = :clientId",
        "clientId",
        clientId == null ? null : clientId.value(),
        conditions,
        values);
    add(
        " and e.category = :category",
        "category",
        category == null ? null : category.name(),
        conditions,
        values);
    add(" and e.action = :action", "action", action, conditions, values);
    add(" and e.subject = :subject", "subject", subject, conditions, values);
    add(" and e.occurred_at >= :from", "from", from, conditions, values);
    add(" and e.occurred_at < :to", "to", to, conditions, values);
  }

  private static void add(
      String condition,
      String name,
      @Nullable Object value,
      StringBuilder conditions,
      Map<String, Object> values) {
    if (value != null) {
      conditions.append(condition);
      values.put(name, value);
    }
  }
}
