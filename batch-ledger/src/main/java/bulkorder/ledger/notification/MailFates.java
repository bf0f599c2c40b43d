package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.encryption.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * What becomes of mails after their provider took them. The notification and its row follow, and
 * the address may be mailed no more; a batch that has ended stays as it is.
 */
@ApplicationScoped
public class MailFates {

  private static final String CUSTOMERS_MAIL =
      """
      select n.client_id, o.batch_id, r.chunk_no, o.personal
      from notifications n
      join orders o on o.order_id = n.order_id
      cross join lateral (
        select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) r
      where n.notification_id = :notificationId
      """;

  private static final String OPERATORS_MAIL =
      """
      select client_id, personal from notifications where notification_id = :notificationId and order_id is null
      """;

  /** It may come before the result of the request that sent the mail. */
  private static final String END =
      """
      update notifications set status = :status, code = :code, ended_at = coalesce(ended_at, clock_timestamp())
      where notification_id = :notificationId and status in ('PENDING', 'SENT')
      """;

  private final Session session;
  private final Chunks chunks;
  private final Notifications notifications;
  private final SuppressedAddresses suppressedAddresses;
  private final SealedRows sealedRows;

  MailFates(
      Session session,
      Chunks chunks,
      Notifications notifications,
      SuppressedAddresses suppressedAddresses,
      SealedRows sealedRows) {
    this.session = session;
    this.chunks = chunks;
    this.notifications = notifications;
    this.suppressedAddresses = suppressedAddresses;
    this.sealedRows = sealedRows;
  }

  /**
   * Records the fate of a mail. Done again, it changes nothing.
   *
   * @return the chunk of its row; empty if there is no such mail, or it was none to a customer
   */
  @Transactional
  public Optional<ChunkState> record(long notificationId, MailFate fate) {
    Optional<Tuple> customers = find(CUSTOMERS_MAIL, notificationId);
    if (customers.isPresent()) {
      return Optional.of(recordCustomers(notificationId, customers.get(), fate));
    }
    find(OPERATORS_MAIL, notificationId)
        .ifPresent(mail -> recordOperators(notificationId, mail, fate));
    return Optional.empty();
  }

  private ChunkState recordCustomers(long notificationId, Tuple mail, MailFate fate) {
    var clientId = new ClientId(mail.get("client_id", String.class));
    var batchId = new BatchId(mail.get("batch_id", UUID.class));
    var chunk = chunks.lock(batchId, mail.get("chunk_no", Integer.class)).orElseThrow();
    if (end(notificationId, fate)) {
      notifications.settle(chunk, List.of(notificationId));
    }
    if (fate.suppresses()) {
      byte[] personal = mail.get("personal", byte[].class);
      suppressedAddresses.add(
          clientId, sealedRows.personal(clientId, personal).customerEmail(), fate);
    }
    return chunks.count(chunk);
  }

  private void recordOperators(long notificationId, Tuple mail, MailFate fate) {
    var clientId = new ClientId(mail.get("client_id", String.class));
    end(notificationId, fate);
    if (fate.suppresses()) {
      byte[] personal = mail.get("personal", byte[].class);
      suppressedAddresses.add(
          clientId, sealedRows.personal(clientId, personal).customerEmail(), fate);
    }
  }

  private boolean end(long notificationId, MailFate fate) {
    return session
            .createNativeMutationQuery(END)
            .setParameter("notificationId", notificationId)
            .setParameter("status", fate.status())
            .setParameter("code", fate.code().name())
            .executeUpdate()
        == 1;
  }

  private Optional<Tuple> find(String sql, long notificationId) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("notificationId", notificationId)
        .getResultStream()
        .findFirst();
  }
}
