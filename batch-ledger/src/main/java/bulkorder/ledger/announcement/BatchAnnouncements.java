package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.announcement.SendAgain.Due;
import bulkorder.ledger.announcement.SendAgain.NotFailed;
import bulkorder.ledger.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** What was told of a batch, for people to look at and to have sent again. */
@ApplicationScoped
public class BatchAnnouncements {

  /** The most announcements that are listed: the latest ones. */
  public static final int LISTED_MAX = 200;

  private static final String LIST =
      """
      select announcement_id, run_no, event, channel, status, calls, code, created_at,
        case when ended_at is null then due_at end as due_at, ended_at
      from announcements
      where batch_id = :batchId
      order by announcement_id desc
      limit :limit
      """;

  private static final String LOCK =
      """
      select client_id, run_no, channel, status from announcements
      where batch_id = :batchId and announcement_id = :announcementId
      for update
      """;

  private static final String AGAIN =
      """
      update announcements
      set status = 'PENDING', code = null, ended_at = null, due_at = clock_timestamp(),
        give_up_at = clock_timestamp() + interval '24 hours'
      where announcement_id = :announcementId
      """;

  private final Session session;
  private final OperatorMails operatorMails;
  private final AuditTrail audit;

  BatchAnnouncements(Session session, OperatorMails operatorMails, AuditTrail audit) {
    this.session = session;
    this.operatorMails = operatorMails;
    this.audit = audit;
  }

  /** The latest announcements of a batch, newest first. */
  @Transactional
  public List<AnnouncementView> of(BatchId batchId) {
    return query(LIST, batchId)
        .setParameter("limit", LISTED_MAX)
        .getResultStream()
        .map(BatchAnnouncements::view)
        .toList();
  }

  /**
   * Makes an announcement pending again that was given up. Whoever does it sends its message after
   * the commit; should it die before, the look for stuck work sends it.
   *
   * @param actor who does it
   * @return empty if the batch has no such announcement
   */
  @Transactional
  public Optional<SendAgain> sendAgain(BatchId batchId, long announcementId, String actor) {
    return query(LOCK, batchId)
        .setParameter("announcementId", announcementId)
        .getResultStream()
        .findFirst()
        .map(row -> sendAgain(batchId, announcementId, row, actor));
  }

  private SendAgain sendAgain(BatchId batchId, long announcementId, Tuple row, String actor) {
    var status = AnnouncementStatus.valueOf(row.get("status", String.class));
    if (status != AnnouncementStatus.FAILED) {
      return new NotFailed(status);
    }
    session
        .createNativeMutationQuery(AGAIN)
        .setParameter("announcementId", announcementId)
        .executeUpdate();
    switch (AnnouncementChannel.valueOf(row.get("channel", String.class))) {
      case MAIL -> operatorMails.reopen(batchId, row.get("run_no", Integer.class));
      case WEBHOOK -> {}
    }
    var clientId = new ClientId(row.get("client_id", String.class));
    audit.record(
        actor,
        "ANNOUNCEMENT_SENT_AGAIN",
        batchId.toString(),
        clientId,
        Map.of("announcement", Long.toString(announcementId)));
    return new Due(new DueAnnouncement(announcementId, clientId));
  }

  private NativeQuery<Tuple> query(String sql, BatchId batchId) {
    return session.createNativeQuery(sql, Tuple.class).setParameter("batchId", batchId.value());
  }

  private static AnnouncementView view(Tuple row) {
    return new AnnouncementView(
        row.get("announcement_id", Long.class),
        row.get("run_no", Integer.class),
        AnnouncementEvent.valueOf(row.get("event", String.class)),
        AnnouncementChannel.valueOf(row.get("channel", String.class)),
        AnnouncementStatus.valueOf(row.get("status", String.class)),
        row.get("calls", Integer.class),
        Optional.ofNullable(row.get("code", String.class)).map(AnnouncementCode::valueOf),
        row.get("created_at", Instant.class),
        Optional.ofNullable(row.get("due_at", Instant.class)),
        Optional.ofNullable(row.get("ended_at", Instant.class)));
  }
}
