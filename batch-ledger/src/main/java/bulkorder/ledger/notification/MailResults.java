package bulkorder.ledger.notification;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Suppressed;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** What is asked of mail providers and what they say, of mails whoever they are for. */
@ApplicationScoped
public class MailResults {

  private static final Logger LOG = Logger.getLogger(MailResults.class);

  /**
   * An end that is recorded already stays. What was throttled was certainly not sent: that call
   * does not count. What was not taken stays pending until it has waited too long.
   */
  private static final String RECORD =
      """
      with outcome as (
        select * from jsonb_to_recordset(cast(:outcomes as jsonb))
          as x(notification_id bigint, status text, code text, provider_message_id text)
      )
      update notifications n
      set status = case when o.status in ('THROTTLED', 'NOT_NOW') then case when x.late then 'FAILED' else 'PENDING' end
                        else o.status end,
          code = case when x.late then :notSent else o.code end,
          calls = case when o.status = 'THROTTLED' then greatest(n.calls - 1, 0) else n.calls end,
          provider_message_id = o.provider_message_id,
          ended_at = case when o.status not in ('THROTTLED', 'NOT_NOW') or x.late then clock_timestamp() end
      from outcome o
      cross join lateral (
        select o.status in ('THROTTLED', 'NOT_NOW')
          and (select begun_at from notifications where notification_id = o.notification_id)
            < clock_timestamp() - make_interval(secs => :givenUpAfterSeconds) as late) x
      where n.notification_id = o.notification_id and n.status = 'PENDING'
      """;

  private static final String BEGIN =
      """
      update notifications set calls = calls + 1, begun_at = coalesce(begun_at, clock_timestamp())
      where notification_id = any(:notificationIds) and status = 'PENDING'
      """;

  private final Session session;
  private final NotificationConfig config;
  private final ObjectMapper json;

  MailResults(Session session, NotificationConfig config, ObjectMapper json) {
    this.session = session;
    this.config = config;
    this.json = json;
  }

  /** Records, before a request is made, that these mails may be sent by it. */
  @Transactional
  public void begin(Collection<Long> notificationIds) {
    session
        .createNativeMutationQuery(BEGIN)
        .setParameter("notificationIds", notificationIds.toArray(Long[]::new))
        .executeUpdate();
  }

  /**
   * Records outcomes of mails that are pending.
   *
   * @param outcomes by notification id
   */
  @Transactional
  public void record(Map<Long, MailOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    int recorded =
        session
            .createNativeMutationQuery(RECORD)
            .setParameter("outcomes", asJson(outcomes))
            .setParameter("notSent", ReasonCode.MAIL_NOT_SENT.name())
            .setParameter("givenUpAfterSeconds", config.mailGivenUpAfter().toMillis() / 1000.0)
            .executeUpdate();
    if (recorded != outcomes.size()) {
      LOG.warnf("%d of %d mails had ended before", outcomes.size() - recorded, outcomes.size());
    }
  }

  private String asJson(Map<Long, MailOutcome> outcomes) {
    ArrayNode array = json.createArrayNode();
    outcomes.forEach(
        (notificationId, outcome) -> {
          var entry = array.addObject().put("notification_id", notificationId);
          switch (outcome) {
            case Sent(String messageId) ->
                entry.put("status", "SENT").put("provider_message_id", messageId);
            case Refused(ReasonCode code) -> entry.put("status", "FAILED").put("code", code.name());
            case Suppressed(ReasonCode code) ->
                entry.put("status", "SUPPRESSED").put("code", code.name());
            case Throttled _ -> entry.put("status", "THROTTLED");
            case NotNow() -> entry.put("status", "NOT_NOW");
          }
        });
    return array.toString();
  }
}
