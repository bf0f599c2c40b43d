package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.CodedRows.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
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

  private static final TypeReference<List<List<Integer>>> FIRST_OF_CHUNKS =
      new TypeReference<>() {};

  private final Session session;
  private final ObjectMapper json;

  RowCodes(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
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
