package bulkorder.ledger.notification;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.PersonalFields;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.messaging.ChunkMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The mails to customers: at least once, and nearly always once, since a claim is made before and a
 * result recorded after.
 */
@ApplicationScoped
public class Notifications {

  private static final String PENDING_ROWS =
      """
      select row_number from batch_rows
      where batch_id = :batchId and row_number between :firstRow and :lastRow and notification_status = 'PENDING'
      """;

  private static final String ROWS_OF_MAILS =
      """
      select o.import_row_number as row_number
      from notifications n join orders o on o.order_id = n.order_id
      where n.notification_id = any(:notificationIds)
      """;

  private static final String SETTLE_PENDING = CalledForMails.settle(PENDING_ROWS);
  private static final String SETTLE = CalledForMails.settle(ROWS_OF_MAILS);

  private static final String CALLED_FOR =
      """
      select x.row_number, x.order_id, x.client_id, x.language, m.kind, m.notification_id, m.status
      from batch_rows x
      """
          + CalledForMails.OF_ROW
          + """
          where x.batch_id = :batchId and x.row_number between :firstRow and :lastRow
            and x.notification_status = 'PENDING' and x.order_id is not null
          """;

  private static final String BEGIN =
      """
      insert into notifications (client_id, batch_id, order_id, kind, language)
      select client_id, :batchId, order_id, kind, language
      from (%s) called_for
      where notification_id is null
      order by order_id, kind
      on conflict (order_id, kind) do nothing
      """
          .formatted(CALLED_FOR);

  /** What a mail says is in its order. */
  private static final String PENDING =
      """
      select due.notification_id, due.kind, due.language, o.personal, o.order_reference, o.product_code, o.quantity,
        o.amount, o.currency
      from (%s) due
      cross join lateral (
        select personal, order_reference, product_code, quantity, amount, currency from orders
        where order_id = due.order_id limit 1) o
      where due.status = 'PENDING'
      order by due.kind, due.row_number
      """
          .formatted(CALLED_FOR);

  private static final String REST =
      """
      select count(*) as mails, coalesce(max(n.calls), 0) as calls
      from (%s) due
      left join lateral (select calls from notifications where notification_id = due.notification_id limit 1) n on true
      where due.status = 'PENDING'
      """
          .formatted(CALLED_FOR);

  private static final String GIVE_UP =
      """
      update notifications n set status = 'FAILED', code = :code, ended_at = clock_timestamp()
      from (%s) due
      where n.notification_id = due.notification_id and n.status = 'PENDING'
      """
          .formatted(CALLED_FOR);

  private final Session session;
  private final ChunkStatements statements;
  private final Chunks chunks;
  private final MailResults results;
  private final SealedRows sealedRows;

  Notifications(
      Session session,
      ChunkStatements statements,
      Chunks chunks,
      MailResults results,
      SealedRows sealedRows) {
    this.session = session;
    this.statements = statements;
    this.chunks = chunks;
    this.results = results;
    this.sealedRows = sealedRows;
  }

  /**
   * Claims the pending mails of a chunk.
   *
   * @param leaseTime how long the invocation has left
   * @return empty while another invocation holds the claim, or if there is no such chunk
   */
  @Transactional
  public Optional<ClaimedMails> claim(ChunkMessage message, Duration leaseTime) {
    return chunks
        .claim(Lease.NOTIFICATION, message.batch(), message.chunk(), leaseTime)
        .map(
            chunk -> {
              statements.change(BEGIN, chunk).executeUpdate();
              return new ClaimedMails(chunk, pending(chunk));
            });
  }

  /**
   * Records what became of mails of a claimed chunk; its rows follow at once, its counts when it is
   * {@linkplain #release released}. An outcome that is recorded already stays.
   *
   * @param outcomes by notification id
   */
  @Transactional
  public void record(Chunk chunk, Map<Long, MailOutcome> outcomes) {
    chunks.lock(chunk.batchId(), chunk.chunkNo());
    results.record(outcomes);
    settle(chunk, outcomes.keySet());
  }

  /** Ends the claim of a chunk; says what is left to do of it. */
  @Transactional
  public ReleasedChunk release(Chunk chunk) {
    chunks.lock(chunk.batchId(), chunk.chunkNo());
    statements.change(SETTLE_PENDING, chunk).executeUpdate();
    chunks.release(Lease.NOTIFICATION, chunk);
    ChunkState state = chunks.count(chunk);
    Tuple rest = statements.select(REST, chunk).getSingleResult();
    return new ReleasedChunk(
        state, rest.get("mails", Long.class).intValue(), rest.get("calls", Integer.class));
  }

  /**
   * Gives up the pending mails of a chunk; they end as failed.
   *
   * @return empty if there is no such chunk
   * @throws IllegalStateException while another invocation holds the claim; to be called again
   */
  @Transactional
  public Optional<ChunkState> giveUp(ChunkMessage message) {
    return chunks
        .lockUnclaimed(Lease.NOTIFICATION, message.batch(), message.chunk())
        .map(
            chunk -> {
              statements.change(BEGIN, chunk).executeUpdate();
              statements
                  .change(GIVE_UP, chunk)
                  .setParameter("code", ReasonCode.MAIL_NOT_SENT.name())
                  .executeUpdate();
              statements.change(SETTLE_PENDING, chunk).executeUpdate();
              return chunks.count(chunk);
            });
  }

  /** Lets the rows of mails follow them; their chunk is locked, and counted by the caller. */
  @Transactional(Transactional.TxType.MANDATORY)
  void settle(Chunk chunk, Collection<Long> notificationIds) {
    session
        .createNativeMutationQuery(SETTLE)
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("notificationIds", notificationIds.toArray(Long[]::new))
        .executeUpdate();
  }

  private List<PendingMail> pending(Chunk chunk) {
    return statements
        .select(PENDING, chunk)
        .getResultStream()
        .map(row -> mail(chunk.clientId(), row))
        .toList();
  }

  private PendingMail mail(ClientId clientId, Tuple row) {
    PersonalFields personal = sealedRows.personal(clientId, row.get("personal", byte[].class));
    return new PendingMail(
        row.get("notification_id", Long.class),
        NotificationKind.valueOf(row.get("kind", String.class)),
        row.get("language", String.class),
        personal.customerName(),
        personal.customerEmail(),
        row.get("order_reference", String.class),
        row.get("product_code", String.class),
        row.get("quantity", Integer.class),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))));
  }
}
