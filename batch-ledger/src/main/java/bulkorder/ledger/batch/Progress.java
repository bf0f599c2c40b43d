package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * The progress of batches: sums over their chunks, so it costs the same whoever works on them. Of a
 * batch that has ended it is kept as it was then.
 */
@ApplicationScoped
public class Progress {

  private static final List<NotificationStatus> COUNTED =
      List.of(
          NotificationStatus.PENDING,
          NotificationStatus.SENT,
          NotificationStatus.FAILED,
          NotificationStatus.SUPPRESSED);

  static final String OF_BATCHES =
      """
      with counts as (
        select batch_id, sum(rows) as rows, sum(rows - open_rows) as ended_rows,
          %s
        from batch_chunks
        where batch_id = any(:batchIds)
        group by batch_id
      ), by_currency as (
        select c.batch_id, s.key as status, a.key as currency, sum(cast(a.value as numeric)) as total
        from batch_chunks c cross join jsonb_each(c.amounts) s cross join jsonb_each_text(s.value) a
        where c.batch_id = any(:batchIds)
        group by c.batch_id, s.key, a.key
      ), by_status as (
        select batch_id, status, jsonb_object_agg(currency, total) as sums from by_currency group by batch_id, status
      ), amounts as (
        select batch_id, jsonb_object_agg(status, sums) as amounts from by_status group by batch_id
      )
      select counts.*, cast(coalesce(amounts, '{}') as text) as amounts
      from counts left join amounts using (batch_id)
      """
          .formatted(sums());

  private static final String KEEP =
      "update batches set progress_at_end = cast(:progress as jsonb) where batch_id = :batchId";

  private static final String FORGET =
      "update batches set progress_at_end = null where batch_id = :batchId";

  private static final TypeReference<Map<RowStatus, Map<String, BigDecimal>>> AMOUNTS =
      new TypeReference<>() {};

  private final Session session;
  private final ObjectMapper json;

  Progress(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /** The progress of one batch. */
  @Transactional
  public BatchProgress of(Batch batch) {
    return Objects.requireNonNull(of(List.of(batch)).get(batch.batchId()));
  }

  /** The progress of each of some batches, in one query. */
  @Transactional
  public Map<BatchId, BatchProgress> of(Collection<Batch> batches) {
    Map<BatchId, BatchProgress> progress = new HashMap<>();
    batches.forEach(batch -> kept(batch).ifPresent(it -> progress.put(batch.batchId(), it)));
    List<BatchId> others =
        batches.stream().map(Batch::batchId).filter(id -> !progress.containsKey(id)).toList();
    progress.putAll(count(others));
    others.forEach(batchId -> progress.computeIfAbsent(batchId, _ -> notBegun()));
    return progress;
  }

  /** What was kept of a batch that has ended. */
  Optional<BatchProgress> kept(Batch batch) {
    return batch.endedAt().isEmpty() ? Optional.empty() : Optional.ofNullable(batch.progressAtEnd);
  }

  /** Keeps the progress of a batch that has just ended, until it is to be forgotten. */
  @Transactional(Transactional.TxType.MANDATORY)
  void keep(BatchId batchId) {
    BatchProgress progress = count(List.of(batchId)).getOrDefault(batchId, notBegun());
    session
        .createNativeMutationQuery(KEEP)
        .setParameter("batchId", batchId.value())
        .setParameter("progress", written(progress))
        .executeUpdate();
  }

  /**
   * Lets the progress of a batch be counted anew, because a person or a provider says something of
   * its rows after it has ended. To be called before any chunk of it is locked, in the transaction
   * that records it: an end that comes at the same time counts before or after all of it.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget(BatchId batchId) {
    session
        .createNativeMutationQuery(FORGET)
        .setParameter("batchId", batchId.value())
        .executeUpdate();
  }

  private Map<BatchId, BatchProgress> count(List<BatchId> batchIds) {
    return batchIds.isEmpty()
        ? Map.of()
        : session
            .createNativeQuery(OF_BATCHES, Tuple.class)
            .setParameter("batchIds", batchIds.stream().map(BatchId::value).toArray(UUID[]::new))
            .getResultStream()
            .collect(
                Collectors.toMap(
                    row -> new BatchId(row.get("batch_id", UUID.class)), this::progress));
  }

  private String written(BatchProgress progress) {
    try {
      return json.writeValueAsString(progress);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the progress of a batch cannot be written", e);
    }
  }

  /** The progress that a row of {@link #OF_BATCHES} holds. */
  BatchProgress progress(Tuple row) {
    return new BatchProgress(
        count(row, "rows"),
        count(row, "ended_rows"),
        rowCounts(status -> count(row, column(status))),
        notificationCounts(status -> count(row, column(status))),
        amounts(row.get("amounts", String.class)));
  }

  static BatchProgress notBegun() {
    return new BatchProgress(0, 0, rowCounts(_ -> 0), notificationCounts(_ -> 0), Map.of());
  }

  private static Map<RowStatus, Integer> rowCounts(ToIntFunction<RowStatus> count) {
    Map<RowStatus, Integer> counts = new EnumMap<>(RowStatus.class);
    for (RowStatus status : RowStatus.values()) {
      counts.put(status, count.applyAsInt(status));
    }
    return counts;
  }

  private static Map<NotificationStatus, Integer> notificationCounts(
      ToIntFunction<NotificationStatus> count) {
    Map<NotificationStatus, Integer> counts = new EnumMap<>(NotificationStatus.class);
    COUNTED.forEach(status -> counts.put(status, count.applyAsInt(status)));
    return counts;
  }

  private Map<RowStatus, Map<String, BigDecimal>> amounts(String text) {
    try {
      return json.readValue(text, AMOUNTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sums of a batch cannot be read", e);
    }
  }

  private static String sums() {
    return Stream.concat(
            Arrays.stream(RowStatus.values()).map(Progress::column),
            COUNTED.stream().map(Progress::column))
        .map("sum(%1$s) as %1$s"::formatted)
        .collect(Collectors.joining(", "));
  }

  private static int count(Tuple row, String column) {
    return row.get(column, Number.class).intValue();
  }

  private static String column(RowStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String column(NotificationStatus status) {
    return "notifications_" + status.name().toLowerCase(Locale.ROOT);
  }
}
