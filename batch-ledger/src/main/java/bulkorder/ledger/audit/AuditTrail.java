package bulkorder.ledger.audit;

import bulkorder.ledger.ClientId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The audit events. An event commits with what it tells of, so neither is there without the other;
 * nothing ever changes or deletes one. Its details never hold personal data.
 */
@ApplicationScoped
public class AuditTrail {

  private static final String SIGNED_IN = "SIGNED_IN";
  private static final String REFUSED = "REFUSED";
  private static final String GATEWAY = "gateway";

  private static final String ADD =
      """
      insert into audit_events (category, client_id, actor, action, subject, details)
      values (:category, nullif(:clientId, ''), :actor, :action, :subject, cast(:details as jsonb))
      """;

  private static final String ADD_OF_GATEWAY =
      """
      insert into audit_events (occurred_at, category, actor, action, subject, details)
      values (:occurredAt, 'AUTHENTICATION', :actor, :action, :subject, cast(:details as jsonb))
      on conflict (subject, occurred_at) where actor = 'gateway' and action = 'REFUSED' do nothing
      """;

  private final Session session;
  private final ObjectMapper json;

  AuditTrail(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /**
   * Tells of a change, in the transaction that makes it.
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
    add(AuditCategory.CHANGE, actor, action, subject, clientId, details);
  }

  /**
   * Tells that personal data was read, in the transaction that reads it.
   *
   * @param actor who read it
   * @param action what was read, as a past participle: {@code ROWS_READ}
   * @param subject the id of what was read, or of what it belongs to
   * @param clientId whose it is
   * @param details how much was read and by which filter; nothing of what was read
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void accessed(
      String actor,
      String action,
      String subject,
      @Nullable ClientId clientId,
      Map<String, String> details) {
    add(AuditCategory.ACCESS, actor, action, subject, clientId, details);
  }

  /**
   * Tells of a change of what the system is for its clients, in the transaction that makes it.
   *
   * @param actor who did it
   * @param action what was done, as a past participle: {@code CLIENT_CREATED}
   * @param subject the id of what it was done to
   * @param clientId whom it is about; null for all
   * @param details values that explain it; no personal data and no secrets
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void administered(
      String actor,
      String action,
      String subject,
      @Nullable ClientId clientId,
      Map<String, String> details) {
    add(AuditCategory.ADMINISTRATION, actor, action, subject, clientId, details);
  }

  /**
   * Tells that somebody signed in ({@code SIGNED_IN}).
   *
   * @param actor who it was, as the token says
   * @param subject where to: an id of the token or of the session
   * @param clientId for whom; null for nobody
   * @param details values that explain it; no personal data
   */
  @Transactional
  public void signedIn(
      String actor, String subject, @Nullable ClientId clientId, Map<String, String> details) {
    add(AuditCategory.AUTHENTICATION, actor, SIGNED_IN, subject, clientId, details);
  }

  /**
   * Tells that somebody was refused ({@code REFUSED}), being nobody that we know or one who may not
   * do what was asked for. It commits by itself: what ends so may be rolled back.
   *
   * @param actor who it was, as the token says; who is not known is {@code unknown}
   * @param subject what was asked for: a method and the template of a path, no more than 2,000
   *     characters
   * @param clientId of the token; null for nobody
   * @param details why; no personal data
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void refused(
      String actor, String subject, @Nullable ClientId clientId, Map<String, String> details) {
    add(AuditCategory.AUTHENTICATION, actor, REFUSED, subject, clientId, details);
  }

  /**
   * Tells of a request that the gateway refused before any function saw it. Told again, it is the
   * same event.
   *
   * @param requestId the gateway's id of the request
   * @param occurredAt when, as the gateway says
   * @param details why; no personal data
   * @return whether this was news
   */
  @Transactional
  public boolean refusedByGateway(
      String requestId, Instant occurredAt, Map<String, String> details) {
    return session
            .createNativeMutationQuery(ADD_OF_GATEWAY)
            .setParameter("occurredAt", occurredAt)
            .setParameter("actor", GATEWAY)
            .setParameter("action", REFUSED)
            .setParameter("subject", requestId)
            .setParameter("details", text(details))
            .executeUpdate()
        == 1;
  }

  private void add(
      AuditCategory category,
      String actor,
      String action,
      String subject,
      @Nullable ClientId clientId,
      Map<String, String> details) {
    session
        .createNativeMutationQuery(ADD)
        .setParameter("category", category.name())
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
