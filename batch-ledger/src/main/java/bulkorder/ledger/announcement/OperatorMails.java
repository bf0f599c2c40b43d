package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.PersonalFields;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.encryption.SingleValues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/** The mails that tell a client's operators of the end of a run: one for each of them. */
@ApplicationScoped
public class OperatorMails {

  private static final String NO_NAME = "";

  private static final String BEGUN =
      """
      select exists (
        select 1 from notifications where batch_id = :batchId and run_no = :runNo and order_id is null)
      """;

  private static final String SENT =
      """
      select exists (
        select 1 from notifications
        where batch_id = :batchId and run_no = :runNo and order_id is null and status not in ('FAILED', 'SUPPRESSED'))
      """;

  private static final String BEGIN =
      """
      insert into notifications (client_id, batch_id, run_no, recipient, kind, language, personal)
      values (:clientId, :batchId, :runNo, :recipient, 'BATCH_FINISHED', :language, :personal)
      on conflict (batch_id, run_no, recipient) where order_id is null do nothing
      """;

  private static final String PENDING =
      """
      select notification_id, client_id, language, personal from notifications
      where batch_id = :batchId and run_no = :runNo and order_id is null and status = 'PENDING'
      order by recipient
      """;

  private static final String GIVE_UP =
      """
      update notifications set status = 'FAILED', code = :code, ended_at = clock_timestamp()
      where batch_id = :batchId and run_no = :runNo and order_id is null and status = 'PENDING'
      """;

  private static final String REOPEN =
      """
      update notifications set status = 'PENDING', code = null, ended_at = null, begun_at = null
      where batch_id = :batchId and run_no = :runNo and order_id is null and status = 'FAILED' and code = :code
      """;

  private final Session session;
  private final SingleValues values;
  private final SealedRows sealedRows;
  private final ObjectMapper json;

  OperatorMails(Session session, SingleValues values, SealedRows sealedRows, ObjectMapper json) {
    this.session = session;
    this.values = values;
    this.sealedRows = sealedRows;
    this.json = json;
  }

  /**
   * The mails of an announcement that are still to be sent. Who is told is settled the first time:
   * operators who come or go later change nothing.
   */
  @Transactional
  public List<OperatorMail> pending(ClaimedAnnouncement announcement) {
    if (!any(announcement)) {
      begin(announcement);
    }
    return of(PENDING, Tuple.class, announcement).getResultStream().map(this::mail).toList();
  }

  /** Whether anybody was ever to be told of an announcement by mail. */
  @Transactional
  public boolean any(ClaimedAnnouncement announcement) {
    return of(BEGUN, Boolean.class, announcement).getSingleResult();
  }

  /** Whether a mail of an announcement went out to anybody, whatever became of it then. */
  @Transactional
  public boolean anySent(ClaimedAnnouncement announcement) {
    return of(SENT, Boolean.class, announcement).getSingleResult();
  }

  /** Ends what is pending of a run's mails. */
  @Transactional(Transactional.TxType.MANDATORY)
  void giveUp(BatchId batchId, int runNo) {
    ofRun(GIVE_UP, batchId, runNo).executeUpdate();
  }

  /** Makes pending again what was given up of a run's mails, for as long again. */
  @Transactional(Transactional.TxType.MANDATORY)
  void reopen(BatchId batchId, int runNo) {
    ofRun(REOPEN, batchId, runNo).executeUpdate();
  }

  private void begin(ClaimedAnnouncement announcement) {
    for (int i = 0; i < announcement.operators().size(); i++) {
      session
          .createNativeMutationQuery(BEGIN)
          .setParameter("clientId", announcement.clientId().value())
          .setParameter("batchId", announcement.batchId().value())
          .setParameter("runNo", announcement.runNo())
          .setParameter("recipient", i + 1)
          .setParameter("language", announcement.language())
          .setParameter(
              "personal",
              values.seal(
                  announcement.clientId(),
                  SealedField.PERSONAL,
                  personal(announcement.operators().get(i))))
          .executeUpdate();
    }
  }

  private OperatorMail mail(Tuple row) {
    var clientId = new ClientId(row.get("client_id", String.class));
    return new OperatorMail(
        row.get("notification_id", Long.class),
        row.get("language", String.class),
        sealedRows.personal(clientId, row.get("personal", byte[].class)).customerEmail());
  }

  private byte[] personal(String address) {
    try {
      return json.writeValueAsBytes(new PersonalFields(NO_NAME, address, null));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an address cannot be written", e);
    }
  }

  private <T> NativeQuery<T> of(String sql, Class<T> type, ClaimedAnnouncement announcement) {
    return session
        .createNativeQuery(sql, type)
        .setParameter("batchId", announcement.batchId().value())
        .setParameter("runNo", announcement.runNo());
  }

  private MutationQuery ofRun(String sql, BatchId batchId, int runNo) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("batchId", batchId.value())
        .setParameter("runNo", runNo)
        .setParameter("code", ReasonCode.MAIL_NOT_SENT.name());
  }
}
