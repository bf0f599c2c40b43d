package bulkorder.ledger.audit;

import bulkorder.ledger.ClientId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The audit events. An event commits with what it tells of, so neither is there without the other;
 * nothing ever changes or deletes one.
 */
@ApplicationScoped
public class AuditTrail {

  private static final String ADD =
      """
      insert into audit_events (client_id, actor, action, subject, details)
      values (nullif(:clientId, ''), :actor, :action, :subject, cast(:details as jsonb))
      """;

  private final Session session;
  private final ObjectMapper json;

  AuditTrail(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /**
   * Adds an event to the transaction of what it tells of.
   *
   * @param actor who did it: a function, a person's id
   * @param action what was done, as a past participle: {@code BATCH_ACCEPTED}
   * @param subject the id of what it was done to
   * @param clientId whose it is; null where that is nobody we know
   * @param details values that explain it; no personal data
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(
      String actor,
      String action,
      String subject,
      @Nullable ClientId clientId,
      Map<String, String> details) {
    session
        .createNativeMutationQuery(ADD)
        .setParameter("clientId", clientId == null ? "" : clientId.value())
        .setParameter("actor", actor)
        .setParameter("action", action)
        .setParameter("subject", subject)
        .setParameter("details", text(details))
        .executeUpdate();
  }

  private String text(Map<String, String> details) {
    try {
      return json.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details of an audit event cannot be written", e);
    }
  }
}
