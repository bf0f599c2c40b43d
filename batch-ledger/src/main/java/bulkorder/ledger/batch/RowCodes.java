package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.KeptValues;
import bulkorder.ledger.batch.CodedRows.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.Session;

/** Why rows of a batch are in their state, summed up: sums over chunks, which look at no row. */
@ApplicationScoped
public class RowCodes {

  /** How many rows are named of each code. */
  public static final int FIRST_ROWS_MAX = 5;

  /** There are fewer codes times columns. */
  private static final int CODES_MAX = 1000;

  private static final String OF_BATCH =
      """
      select e.kind, e.code, e.column_name, sum(e.rows) as rows,
        cast(to_jsonb((array_agg(e.first order by cast(e.first ->> 0 as integer)))[1:5]) as text) as first
      from batch_chunks c
      cross join lateral (
        select kind, code, "column" as column_name, rows, first
        from jsonb_to_recordset(c.codes) as r(
          kind text collate "C", code text collate "C", "column" text collate "C", rows integer, first jsonb)
      ) e
      where c.batch_id = :batchId and c.codes <> '[]'
      group by e.kind, e.code, e.column_name
      order by rows desc, e.code, e.column_name nulls first
      limit :limit
      """;

  /** What is summed up of an ended batch changes only if a payment or a mail is found out late. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(5);

  private static final int KEPT_MAX = 50;

  private static final TypeReference<List<List<Integer>>> FIRST_OF_CHUNKS =
      new TypeReference<>() {};

  /** The end of one run of a batch. */
  private record Ended(BatchId batchId, Instant endedAt) {}

  private final Session session;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final KeptValues<Ended, List<CodedRows>> kept;

  RowCodes(Session session, ObjectMapper json, InstantSource clock) {
    this.session = session;
    this.json = json;
    this.clock = clock;
    this.kept = new KeptValues<>(KEPT_MAX, clock);
  }

  /** As of its id; of a batch that has ended, as it was within the last five seconds. */
  @Transactional
  public List<CodedRows> of(Batch batch) {
    return batch
        .endedAt()
        .map(endedAt -> of(new Ended(batch.batchId(), endedAt)))
        .orElseGet(() -> of(batch.batchId()));
  }

  private List<CodedRows> of(Ended ended) {
    return kept.find(ended).orElseGet(() -> sumUpAndKeep(ended));
  }

  private List<CodedRows> sumUpAndKeep(Ended ended) {
    List<CodedRows> codes = of(ended.batchId());
    kept.keep(ended, codes, clock.instant().plus(KEPT_FOR));
    return codes;
  }

  /** The codes that rows of a batch have, the most frequent first. */
  @Transactional
  public List<CodedRows> of(BatchId batchId) {
    return session
        .createNativeQuery(OF_BATCH, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("limit", CODES_MAX)
        .getResultStream()
        .map(this::coded)
        .toList();
  }

  private CodedRows coded(Tuple row) {
    return new CodedRows(
        Kind.valueOf(row.get("kind", String.class)),
        row.get("code", String.class),
        row.get("column_name", String.class),
        row.get("rows", Number.class).intValue(),
        first(row.get("first", String.class)));
  }

  private List<Integer> first(String ofChunks) {
    try {
      return json.readValue(ofChunks, FIRST_OF_CHUNKS).stream()
          .flatMap(List::stream)
          .sorted()
          .limit(FIRST_ROWS_MAX)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the first rows of a code cannot be read", e);
    }
  }
}
