package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.KeptValues;
import bulkorder.ledger.batch.ClientWork.StageWork;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open work, kept for a moment: to count it takes as long as there are open chunks, and a
 * thousand callers who watch their batches need not count it each by himself.
 */
@ApplicationScoped
class WorkOfClients {

  /** One row. The oldest batches are enough: those behind them wait for them. */
  static final String OF_CLIENT =
      """
      select w.*, cast((
        select coalesce(jsonb_agg(jsonb_build_object(
          'batchId', batch_id, 'toOrder', to_order, 'toPay', to_pay, 'toMail', to_mail)), '[]')
        from (
          select b.batch_id, sum(c.queued) as to_order, sum(c.queued + c.ordered) as to_pay,
            sum(c.notifications_pending
              + case when b.notification_kinds @> '"ORDER_CONFIRMED"' then c.queued else 0 end
              + case when b.notification_kinds @> '"PAYMENT_RECEIVED"' then c.queued + c.ordered else 0 end) as to_mail
          from batches b join batch_chunks c on c.batch_id = b.batch_id
          where b.client_id = :clientId and b.ended_at is null and b.status = 'PROCESSING' and c.open_rows > 0
          group by b.batch_id
          order by b.batch_id
          limit 1000
        ) open) as text) as own_batches
      from work_of_all() w
      """;

  private static final int CLIENTS_MAX = 1000;
  private static final TypeReference<List<Map<String, String>>> BATCHES = new TypeReference<>() {};

  private final KeptValues<ClientId, ClientWork> counted;
  private final WorkConfig config;
  private final InstantSource clock;
  private final ObjectMapper json;

  WorkOfClients(WorkConfig config, InstantSource clock, ObjectMapper json) {
    this.config = config;
    this.clock = clock;
    this.json = json;
    this.counted = new KeptValues<>(CLIENTS_MAX, clock);
  }

  /** What was counted a moment ago; empty if that is too long ago. */
  Optional<ClientWork> known(ClientId clientId) {
    return counted.find(clientId);
  }

  /** What a row of {@link #OF_CLIENT} has counted now. */
  ClientWork counted(ClientId clientId, Tuple row) {
    var work =
        new ClientWork(
            stage(row, "order", "orders_per_second"),
            stage(row, "pay", "payments_per_second"),
            stage(row, "mail", "mails_per_second"),
            batches(row.get("own_batches", String.class)));
    counted.keep(clientId, work, clock.instant().plus(config.countedFor()));
    return work;
  }

  private static StageWork stage(Tuple row, String work, String perSecond) {
    return new StageWork(
        row.get("to_" + work, Number.class).longValue(),
        row.get("clients_to_" + work, Number.class).longValue(),
        rate(row.get(perSecond, Double.class)));
  }

  private static OptionalDouble rate(@Nullable Double perSecond) {
    return perSecond == null || perSecond <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(perSecond);
  }

  private List<OpenBatch> batches(String text) {
    try {
      return json.readValue(text, BATCHES).stream().map(WorkOfClients::batch).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the open work of a client cannot be read", e);
    }
  }

  private static OpenBatch batch(Map<String, String> batch) {
    return new OpenBatch(
        UUID.fromString(batch.getOrDefault("batchId", "")),
        Long.parseLong(batch.getOrDefault("toOrder", "")),
        Long.parseLong(batch.getOrDefault("toPay", "")),
        Long.parseLong(batch.getOrDefault("toMail", "")));
  }
}
