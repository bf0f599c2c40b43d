package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Progress;
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

  /**
   * A customer's address is in the order, unless it was erased; an operator's in the notification.
   */
  private static final String MAIL =
      """
      select n.client_id, nullif(coalesce(n.personal, o.personal), cast('' as bytea)) as personal, o.batch_id, r.chunk_no
      from notifications n
      left join orders o on o.order_id = n.order_id
      left join batches b on b.batch_id = o.batch_id
      left join lateral (
        select chunk_no from batch_rows where batch_id = o.batch_id and row_number = o.import_row_number limit 1) r
        on b.rows_expired_at is null
      where n.notification_id = :notificationId
      """;

  /** It may come before the result of the request that sent the mail. */
  private static final String END =
      """
      update notifications set status = :status, code = :code, ended_at = coalesce(ended_at, clock_timestamp())
      where notification_id = :notificationId and status in ('PENDING', 'SENT')
      """;

  private final Session session;
  private final Progress progress;
  private final Chunks chunks;
  private final Notifications notifications;
  private final SuppressedAddresses suppressedAddresses;
  private final SealedRows sealedRows;

  MailFates(
      Session session,
      Progress progress,
      Chunks chunks,
      Notifications notifications,
      SuppressedAddresses suppressedAddresses,
      SealedRows sealedRows) {
    this.session = session;
    this.progress = progress;
    this.chunks = chunks;
    this.notifications = notifications;
    this.suppressedAddresses = suppressedAddresses;
    this.sealedRows = sealedRows;
  }

  /**
   * Records the fate of a mail. Done again, it changes nothing.
   *
   * @return the chunk of its row; empty if there is no such mail, or none of a row that is still
   *     there
   */
  @Transactional
  public Optional<ChunkState> record(long notificationId, MailFate fate) {
    return session
        .createNativeQuery(MAIL, Tuple.class)
        .setParameter("notificationId", notificationId)
        .getResultStream()
        .findFirst()
        .flatMap(mail -> record(notificationId, mail, fate));
  }

  private Optional<ChunkState> record(long notificationId, Tuple mail, MailFate fate) {
    Optional<Chunk> chunk =
        Optional.ofNullable(mail.get("chunk_no", Integer.class))
            .flatMap(no -> lock(new BatchId(mail.get("batch_id", UUID.class)), no, fate));
    boolean ended = end(notificationId, fate);
    byte[] personal = mail.get("personal", byte[].class);
    if (fate.suppresses() && personal != null) {
      var clientId = new ClientId(mail.get("client_id", String.class));
      suppressedAddresses.add(
          clientId, sealedRows.personal(clientId, personal).customerEmail(), fate);
    }
    return chunk.map(
        found -> {
          if (ended) {
            notifications.settle(found, List.of(notificationId));
          }
          return chunks.count(found);
        });
  }

  private Optional<Chunk> lock(BatchId batchId, int chunkNo, MailFate fate) {
    if (fate.wasNotSent()) {
      progress.forget(batchId);
    }
    return chunks.lock(batchId, chunkNo);
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
}
