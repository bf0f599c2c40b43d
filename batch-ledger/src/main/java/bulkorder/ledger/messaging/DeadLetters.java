package bulkorder.ledger.messaging;

import bulkorder.ledger.operations.AfterCommit;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.operations.OperationsConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Keeps messages that were given up, so that none is lost and each can be explained. */
@ApplicationScoped
public class DeadLetters {

  private static final int BODY_CHARS_MAX = 262_144;

  private static final String KEEP =
      """
      insert into dead_letters (queue, message_id, batch_id, chunk_no, body)
      values (:queue, :messageId, cast(nullif(:batchId, '') as uuid), cast(nullif(:chunkNo, '') as integer), :body)
      on conflict (queue, message_id) do nothing
      """;

  private final Session session;
  private final ObjectMapper json;
  private final Measurements measurements;
  private final OperationsConfig config;
  private final TransactionSynchronizationRegistry transactions;

  DeadLetters(
      Session session,
      ObjectMapper json,
      Measurements measurements,
      OperationsConfig config,
      TransactionSynchronizationRegistry transactions) {
    this.session = session;
    this.json = json;
    this.measurements = measurements;
    this.config = config;
    this.transactions = transactions;
  }

  /**
   * Keeps a message and counts it; one that is kept already is kept and counted once.
   *
   * @param queue the dead-letter queue's name
   * @return the chunk that the message points to, if it is a chunk message
   */
  @Transactional
  public Optional<ChunkMessage> keep(String queue, String messageId, String body) {
    Optional<ChunkMessage> message = parse(body);
    int kept =
        session
            .createNativeMutationQuery(KEEP)
            .setParameter("queue", queue)
            .setParameter("messageId", messageId)
            .setParameter("batchId", text(message.map(ChunkMessage::batchId).orElse(null)))
            .setParameter("chunkNo", text(message.map(ChunkMessage::chunk).orElse(null)))
            .setParameter("body", body.substring(0, Math.min(body.length(), BODY_CHARS_MAX)))
            .executeUpdate();
    transactions.registerInterposedSynchronization(
        new AfterCommit(() -> measurements.count(Metric.DEAD_LETTERS, kept, config.handler())));
    return message;
  }

  private Optional<ChunkMessage> parse(String body) {
    try {
      return Optional.ofNullable(json.readValue(body, ChunkMessage.class));
    } catch (JsonProcessingException notAChunkMessage) {
      return Optional.empty();
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
