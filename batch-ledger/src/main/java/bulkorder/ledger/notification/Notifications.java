package bulkorder.ledger.notification;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.PersonalFields;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * The notifications of orders: at least once, and nearly always once, since a claim is made before
 * and a result recorded after.
 */
@ApplicationScoped
public class Notifications {

  private static final Logger LOG = Logger.getLogger(Notifications.class);

  private static final String BEGIN =
      """
      insert into notifications (client_id, batch_id, order_id, kind, language)
      select r.client_id, r.batch_id, r.order_id, 'ORDER_CONFIRMED', r.language
      from batch_rows r
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.notification_status = 'PENDING'
      on conflict (order_id, kind) do nothing
      """;

  /**
   * Begins what has not begun, and counts a further attempt of what has. What a mail says is in its
   * order.
   */
  private static final String SET_OUT =
      """
      with pending as (
        insert into notifications as n (client_id, batch_id, order_id, kind, language, calls)
        select r.client_id, r.batch_id, r.order_id, 'ORDER_CONFIRMED', r.language, 1
        from batch_rows r
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow
          and r.notification_status = 'PENDING'
        on conflict (order_id, kind) do update set calls = n.calls + 1 where n.status = 'PENDING'
        returning n.notification_id, n.order_id, n.language
      )
      select pending.notification_id, pending.language, o.personal, o.order_reference, o.product_code, o.quantity,
        o.amount, o.currency
      from pending join orders o on o.order_id = pending.order_id
      order by o.import_row_number
      """;

  /**
   * Finds the row of an order by the order's own batch and number: nothing else narrows the rows
   * down, so no plan goes through them for each outcome.
   */
  private static final String RECORD =
      """
      with outcome as (
        select * from jsonb_to_recordset(cast(:outcomes as jsonb))
          as x(notification_id bigint, status text, code text, provider_message_id text)
      ), recorded as (
        update notifications n
        set status = o.status, code = o.code, provider_message_id = o.provider_message_id, ended_at = clock_timestamp()
        from outcome o
        where n.notification_id = o.notification_id and n.status = 'PENDING'
        returning n.order_id, n.status
      )
      update batch_rows r set notification_status = recorded.status, updated_at = clock_timestamp()
      from recorded join orders o on o.order_id = recorded.order_id
      where r.batch_id = o.batch_id and r.row_number = o.import_row_number and r.notification_status = 'PENDING'
      """;

  private static final String GIVE_UP =
      """
      with given_up as (
        update batch_rows r set notification_status = 'FAILED', updated_at = clock_timestamp()
        where batch_id = :batchId and row_number between :firstRow and :lastRow and notification_status = 'PENDING'
        returning order_id
      )
      update notifications n set status = 'FAILED', code = :code, ended_at = clock_timestamp()
      from given_up g
      where n.order_id = g.order_id and n.kind = 'ORDER_CONFIRMED' and n.status = 'PENDING'
      """;

  private final Session session;
  private final ChunkStatements statements;
  private final Chunks chunks;
  private final SealedRows sealedRows;
  private final ObjectMapper json;

  Notifications(
      Session session,
      ChunkStatements statements,
      Chunks chunks,
      SealedRows sealedRows,
      ObjectMapper json) {
    this.session = session;
    this.statements = statements;
    this.chunks = chunks;
    this.sealedRows = sealedRows;
    this.json = json;
  }

  /**
   * Claims a chunk's pending mails.
   *
   * @param leaseTime how long the invocation has left
   * @return empty while another invocation holds the claim, or if there is no such chunk
   */
  @Transactional
  public Optional<ClaimedMails> claim(ChunkMessage message, Duration leaseTime) {
    return chunks
        .claim(Lease.NOTIFICATION, message.batch(), message.chunk(), leaseTime)
        .map(chunk -> new ClaimedMails(chunk, setOut(chunk)));
  }

  /**
   * Records what became of mails and ends the claim. An outcome that is recorded already stays.
   *
   * @param outcomes by notification id; one that is missing, or was {@link NotNow}, stays pending
   */
  @Transactional
  public ChunkState record(Chunk chunk, Map<Long, MailOutcome> outcomes) {
    chunks.lock(chunk.batchId(), chunk.chunkNo());
    int moved =
        session
            .createNativeMutationQuery(RECORD)
            .setParameter("outcomes", asJson(outcomes))
            .executeUpdate();
    long known = outcomes.values().stream().filter(o -> !(o instanceof NotNow)).count();
    if (moved != known) {
      LOG.warnf("%s: %d outcomes moved %d rows; others were recorded before", chunk, known, moved);
    }
    chunks.release(Lease.NOTIFICATION, chunk);
    return chunks.count(chunk);
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
              return chunks.count(chunk);
            });
  }

  private List<PendingMail> setOut(Chunk chunk) {
    return statements
        .select(SET_OUT, chunk)
        .getResultStream()
        .map(row -> mail(chunk.clientId(), row))
        .toList();
  }

  private PendingMail mail(ClientId clientId, Tuple row) {
    PersonalFields personal = sealedRows.personal(clientId, row.get("personal", byte[].class));
    return new PendingMail(
        row.get("notification_id", Long.class),
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

  private String asJson(Map<Long, MailOutcome> outcomes) {
    ArrayNode array = json.createArrayNode();
    outcomes.forEach(
        (notificationId, outcome) -> {
          switch (outcome) {
            case Sent sent ->
                array
                    .addObject()
                    .put("notification_id", notificationId)
                    .put("status", "SENT")
                    .put("provider_message_id", sent.messageId());
            case Refused refused ->
                array
                    .addObject()
                    .put("notification_id", notificationId)
                    .put("status", "FAILED")
                    .put("code", refused.code().name());
            case NotNow _ -> {}
          }
        });
    return array.toString();
  }
}
