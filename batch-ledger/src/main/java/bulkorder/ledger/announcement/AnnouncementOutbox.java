package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Which announcements need a message. */
@ApplicationScoped
public class AnnouncementOutbox {

  private static final int OF_BATCH_MAX = 100;

  private static final String FIND =
      "select announcement_id, client_id from announcements where announcement_id = :announcementId";

  private static final String UNSENT =
      """
      select announcement_id, client_id from announcements
      where batch_id = :batchId and ended_at is null and calls = 0
      order by announcement_id
      limit :limit
      """;

  /** Marked as due from now, so that the next look leaves it its time. */
  private static final String TAKE_OVERDUE =
      """
      update announcements a set due_at = clock_timestamp()
      from (
        select announcement_id from announcements
        where ended_at is null and due_at < clock_timestamp() - make_interval(secs => :quietSeconds)
          and coalesce(lease_until, '-infinity') < clock_timestamp()
        order by due_at
        limit :limit
        for update skip locked
      ) overdue
      where a.announcement_id = overdue.announcement_id
      returning a.announcement_id, a.client_id
      """;

  private final Session session;

  AnnouncementOutbox(Session session) {
    this.session = session;
  }

  /** The announcement with this id, whatever became of it. */
  @Transactional
  public Optional<DueAnnouncement> find(long announcementId) {
    return due(query(FIND).setParameter("announcementId", announcementId)).stream().findFirst();
  }

  /** What is to be told of a batch and was never begun. Each may have a message already. */
  @Transactional
  public List<DueAnnouncement> unsent(BatchId batchId) {
    return due(
        query(UNSENT).setParameter("batchId", batchId.value()).setParameter("limit", OF_BATCH_MAX));
  }

  /**
   * Announcements that nobody works on although they have been due for a while: the message was
   * never sent.
   *
   * @param quiet longer than a message can be out of sight
   * @param limit how many at most
   */
  @Transactional
  public List<DueAnnouncement> takeOverdue(Duration quiet, int limit) {
    return due(
        query(TAKE_OVERDUE)
            .setParameter("quietSeconds", quiet.toMillis() / 1000.0)
            .setParameter("limit", limit));
  }

  private NativeQuery<Tuple> query(String sql) {
    return session.createNativeQuery(sql, Tuple.class);
  }

  private static List<DueAnnouncement> due(NativeQuery<Tuple> query) {
    return query
        .getResultStream()
        .map(
            row ->
                new DueAnnouncement(
                    row.get("announcement_id", Long.class),
                    new ClientId(row.get("client_id", String.class))))
        .toList();
  }
}
