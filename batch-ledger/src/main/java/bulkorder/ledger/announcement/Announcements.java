package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.batch.Progress;
import bulkorder.ledger.report.WrittenReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

/**
 * Writes down what is to be told of batches, in the transaction that makes it true, where somebody
 * wants to know. What was told of a run is not told again, but for pauses. Whoever commits sends
 * the messages of what is due; should it die before, the look for stuck work sends them.
 */
@ApplicationScoped
public class Announcements {

  private static final Set<BatchStatus> COMPLETED =
      EnumSet.of(BatchStatus.COMPLETED, BatchStatus.COMPLETED_WITH_ERRORS, BatchStatus.CANCELLED);

  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private static final String FACTS =
      """
      select b.client_id, b.run_no, b.status, b.csv_source, b.bulk_import_group, b.rejection_code,
        cast(b.rejection_values as text) as rejection_values, b.pause_reason, b.paused_at, r.started_at, b.ended_at,
        coalesce(b.language, c.language) as language, c.webhook_url is not null as webhook,
        c.operators is not null
          and coalesce(b.notification_kinds, c.notification_kinds) @> '["BATCH_FINISHED"]' as operators
      from batches b
      join clients c on c.client_id = b.client_id
      left join batch_runs r on r.batch_id = b.batch_id and r.run_no = b.run_no
      where b.batch_id = :batchId and (c.webhook_url is not null or c.operators is not null)
      """;

  private static final String ADD =
      """
      insert into announcements (client_id, batch_id, run_no, event, channel, payload, due_at, created_at)
      values (:clientId, :batchId, :runNo, :event, :channel, cast(:payload as jsonb), clock_timestamp(),
        clock_timestamp())
      on conflict (batch_id, run_no, event, channel) where event <> 'BATCH_PAUSED' do nothing
      """;

  private final Session session;
  private final Progress progress;
  private final ObjectMapper json;
  private final InstantSource clock;

  Announcements(Session session, Progress progress, ObjectMapper json, InstantSource clock) {
    this.session = session;
    this.progress = progress;
    this.json = json;
    this.clock = clock;
  }

  /** The rows of a batch's present run may run. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void accepted(BatchId batchId) {
    facts(batchId).ifPresent(batch -> tell(batch, AnnouncementEvent.BATCH_ACCEPTED, told -> told));
  }

  /** Nothing of a file was taken. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rejected(BatchId batchId) {
    facts(batchId)
        .ifPresent(
            batch -> tell(batch, AnnouncementEvent.BATCH_REJECTED, told -> told.rejected(batch)));
  }

  /** A batch began to wait. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void paused(BatchId batchId) {
    facts(batchId)
        .ifPresent(
            batch -> tell(batch, AnnouncementEvent.BATCH_PAUSED, told -> told.paused(batch)));
  }

  /**
   * A run of a batch has ended; nothing is told of one that has not, or of a file that was
   * rejected.
   *
   * @param reports that can be fetched
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void completed(BatchId batchId, List<WrittenReport> reports) {
    facts(batchId)
        .filter(batch -> COMPLETED.contains(batch.status()))
        .ifPresent(
            batch ->
                tell(
                    batch,
                    AnnouncementEvent.BATCH_COMPLETED,
                    told -> told.completed(batch, progress(batchId), reports)));
  }

  private void tell(
      AnnouncementFacts batch,
      AnnouncementEvent event,
      UnaryOperator<AnnouncementPayload> details) {
    String payload =
        details.apply(AnnouncementPayload.of(event, batch, clock.instant(), json)).toString();
    for (AnnouncementChannel channel : AnnouncementChannel.values()) {
      if (batch.wanted(event, channel)) {
        add(batch, event, channel, payload);
      }
    }
  }

  private void add(
      AnnouncementFacts batch,
      AnnouncementEvent event,
      AnnouncementChannel channel,
      String payload) {
    session
        .createNativeMutationQuery(ADD)
        .setParameter("clientId", batch.clientId())
        .setParameter("batchId", batch.batchId().value())
        .setParameter("runNo", batch.runNo())
        .setParameter("event", event.name())
        .setParameter("channel", channel.name())
        .setParameter("payload", payload)
        .executeUpdate();
  }

  private BatchProgress progress(BatchId batchId) {
    return progress.of(session.find(Batch.class, batchId.value()));
  }

  private Optional<AnnouncementFacts> facts(BatchId batchId) {
    return session
        .createNativeQuery(FACTS, Tuple.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .findFirst()
        .map(row -> facts(batchId, row));
  }

  private AnnouncementFacts facts(BatchId batchId, Tuple row) {
    return new AnnouncementFacts(
        batchId,
        row.get("client_id", String.class),
        row.get("run_no", Integer.class),
        BatchStatus.valueOf(row.get("status", String.class)),
        row.get("csv_source", String.class),
        row.get("bulk_import_group", String.class),
        row.get("language", String.class),
        rejection(row),
        row.get("pause_reason", String.class),
        row.get("paused_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("ended_at", Instant.class),
        row.get("webhook", Boolean.class),
        row.get("operators", Boolean.class));
  }

  private Optional<Rejection> rejection(Tuple row) {
    return Optional.ofNullable(row.get("rejection_code", String.class))
        .map(code -> new Rejection(RejectionCode.valueOf(code), values(row)));
  }

  private Map<String, String> values(Tuple row) {
    try {
      return json.readValue(row.get("rejection_values", String.class), VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the values of a rejection cannot be read", e);
    }
  }
}
