package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.Money;
import bulkorder.ledger.batch.DryRun.LargeOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** All that is told of one batch besides its own row, in one query. */
@ApplicationScoped
public class Figures {

  /** How many of the largest orders of a dry run are told for each currency. */
  public static final int LARGEST_ORDERS_MAX = 5;

  /** Of the chunks of a run that have anything to do. */
  private static final String STAGES =
      """
      select min(r.started_at) as run_began_at,
        min(c.ordered_at) as ordered_first_at,
        case when bool_and(c.queued = 0) then max(c.ordered_at) end as ordered_at,
        case when bool_and(c.queued + c.ordered + c.payment_unknown = 0) then max(c.paid_at) end as paid_at,
        case when bool_and(c.queued + c.notifications_pending = 0) then max(c.mailed_at) end as mailed_at,
        coalesce(sum(c.paid + c.payment_failed + c.payment_unknown + c.ordered), 0) as payments,
        coalesce(sum(c.notifications_pending + c.notifications_sent + c.notifications_failed
          + c.notifications_suppressed), 0) as mails
      from batch_runs r join batch_chunks c on c.batch_id = r.batch_id and c.run_no = r.run_no
      where r.batch_id = :batchId and r.run_no = :runNo and c.rows > c.invalid + c.duplicate
      """;

  private static final String LARGEST =
      """
      select cast(jsonb_agg(jsonb_build_object('rowNumber', l.row_number, 'orderReference', l.order_reference,
          'amount', cast(l.amount as text), 'currency', l.currency)
        order by l.currency, l.amount desc, l.row_number) as text) as largest
      from (
        select distinct currency
        from batch_chunks c cross join jsonb_object_keys(c.amounts -> 'QUEUED') currency
        where c.batch_id = :batchId and :validated
      ) k
      cross join lateral (
        select row_number, order_reference, amount, currency
        from batch_rows
        where batch_id = :batchId and status = 'QUEUED' and currency = k.currency
        order by amount desc, row_number
        limit :largestMax
      ) l
      """;

  private static final String OF_BATCH =
      """
      select p.*, s.*, l.*, w.*
      from (select 1 as one) always
      left join (%s) p on true
      left join (%s) s on true
      left join (%s) l on true
      left join lateral (select work.* from (%s) work where :counting) w on true
      """
          .formatted(Progress.OF_BATCHES, STAGES, LARGEST, WorkOfClients.OF_CLIENT);

  private static final TypeReference<List<Map<String, String>>> ORDERS = new TypeReference<>() {};

  private final Session session;
  private final Progress progress;
  private final WorkOfClients workOfClients;
  private final ObjectMapper json;

  Figures(Session session, Progress progress, WorkOfClients workOfClients, ObjectMapper json) {
    this.session = session;
    this.progress = progress;
    this.workOfClients = workOfClients;
    this.json = json;
  }

  /** The figures of a batch. */
  @Transactional
  public BatchFigures of(Batch batch) {
    boolean runs = batch.status() == BatchStatus.PROCESSING;
    Optional<ClientWork> known =
        runs ? batch.clientId().flatMap(workOfClients::known) : Optional.empty();
    Tuple row =
        session
            .createNativeQuery(OF_BATCH, Tuple.class)
            .setParameter("batchIds", counting(batch))
            .setParameter("batchId", batch.batchId().value())
            .setParameter("runNo", batch.runNo())
            .setParameter("clientId", batch.clientId)
            .setParameter("validated", batch.status() == BatchStatus.VALIDATED)
            .setParameter("counting", runs && known.isEmpty())
            .setParameter("largestMax", LARGEST_ORDERS_MAX)
            .getSingleResult();
    BatchProgress counted = progress.kept(batch).orElseGet(() -> counted(row));
    return new BatchFigures(
        counted,
        stages(batch, row),
        batch.status() == BatchStatus.VALIDATED
            ? Optional.of(DryRun.of(counted, largest(row), batch.declared()))
            : Optional.empty(),
        known.or(() -> counted(batch, row)).map(work -> work.upTo(batch.batchId())));
  }

  /** Whose chunks are added up: those of an ended batch have been. */
  private UUID[] counting(Batch batch) {
    return progress.kept(batch).isPresent() ? new UUID[0] : new UUID[] {batch.batchId().value()};
  }

  private BatchProgress counted(Tuple row) {
    return row.get("rows") == null ? Progress.notBegun() : progress.progress(row);
  }

  private Optional<ClientWork> counted(Batch batch, Tuple row) {
    return row.get("to_order") == null
        ? Optional.empty()
        : batch.clientId().map(clientId -> workOfClients.counted(clientId, row));
  }

  private static Map<Stage, StageTime> stages(Batch batch, Tuple row) {
    Map<Stage, StageTime> stages = new EnumMap<>(Stage.class);
    if (batch.importBeganAt != null || batch.importEndedAt != null) {
      stages.put(Stage.IMPORT, new StageTime(batch.importBeganAt, batch.importEndedAt));
    }
    Instant runBeganAt = row.get("run_began_at", Instant.class);
    if (runBeganAt != null) {
      Instant orderedFirstAt = row.get("ordered_first_at", Instant.class);
      stages.put(Stage.ORDERS, new StageTime(runBeganAt, row.get("ordered_at", Instant.class)));
      if (row.get("payments", Number.class).longValue() > 0) {
        stages.put(
            Stage.PAYMENTS, new StageTime(orderedFirstAt, row.get("paid_at", Instant.class)));
      }
      if (row.get("mails", Number.class).longValue() > 0) {
        stages.put(Stage.MAILS, new StageTime(orderedFirstAt, row.get("mailed_at", Instant.class)));
      }
    }
    return stages;
  }

  private List<LargeOrder> largest(Tuple row) {
    String text = row.get("largest", String.class);
    try {
      return text == null
          ? List.of()
          : json.readValue(text, ORDERS).stream().map(Figures::order).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the largest orders of a batch cannot be read", e);
    }
  }

  private static LargeOrder order(Map<String, String> order) {
    return new LargeOrder(
        Integer.parseInt(order.getOrDefault("rowNumber", "")),
        order.getOrDefault("orderReference", ""),
        new Money(
            new BigDecimal(order.getOrDefault("amount", "")),
            Currency.getInstance(order.getOrDefault("currency", ""))));
  }
}
