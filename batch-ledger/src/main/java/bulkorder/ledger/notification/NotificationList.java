package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The mails of one client, for reading. */
@ApplicationScoped
public class NotificationList {

  /** The most mails of one page. */
  public static final int PAGE_SIZE_MAX = 500;

  /** What {@link #notification} needs of a mail {@code n}. */
  public static final String COLUMNS =
      """
      n.notification_id, n.kind, n.status as notification_status, n.code as notification_code,
        n.batch_id as notification_batch_id, n.order_id as notification_order_id, n.language as notification_language,
        n.calls, n.created_at as notification_created_at, n.ended_at as notification_ended_at""";

  private static final String PAGE =
      "select "
          + COLUMNS
          + " from notifications n where %s order by notification_id desc limit :limit";

  private final Session session;

  NotificationList(Session session) {
    this.session = session;
  }

  /**
   * A page of mails, newest first.
   *
   * @param before the id of the last mail of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public Page<NotificationView> page(
      ClientId clientId, NotificationFilter filter, @Nullable Long before, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    Conditions conditions = of(clientId).and("notification_id < :before", "before", before);
    filter.addTo(conditions);
    return Page.of(found(conditions, size + 1), size);
  }

  /** A mail of the client, if it has such a one. */
  @Transactional
  public Optional<NotificationView> find(ClientId clientId, long notificationId) {
    Conditions conditions =
        of(clientId).and("notification_id = :notificationId", "notificationId", notificationId);
    return found(conditions, 1).stream().findFirst();
  }

  private static Conditions of(ClientId clientId) {
    return new Conditions().and("client_id = :clientId", "clientId", clientId.value());
  }

  private List<NotificationView> found(Conditions conditions, int limit) {
    return conditions
        .query(session, PAGE)
        .setParameter("limit", limit)
        .getResultStream()
        .map(NotificationList::notification)
        .toList();
  }

  /** The mail that a row with {@link #COLUMNS} holds. */
  public static NotificationView notification(Tuple row) {
    return new NotificationView(
        row.get("notification_id", Long.class),
        NotificationKind.valueOf(row.get("kind", String.class)),
        NotificationStatus.valueOf(row.get("notification_status", String.class)),
        Optional.ofNullable(row.get("notification_code", String.class)).map(ReasonCode::valueOf),
        Optional.ofNullable(row.get("notification_batch_id", UUID.class)).map(BatchId::new),
        Optional.ofNullable(row.get("notification_order_id", Long.class)),
        row.get("notification_language", String.class),
        row.get("calls", Integer.class),
        row.get("notification_created_at", Instant.class),
        Optional.ofNullable(row.get("notification_ended_at", Instant.class)));
  }
}
