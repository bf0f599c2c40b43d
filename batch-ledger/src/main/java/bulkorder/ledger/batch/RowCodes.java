package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.CodedRows.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Arrays;
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
      with by_chunk as (
        select e ->> 'kind' as kind, e ->> 'code' as code, e ->> 'column' as column_name,
          cast(e ->> 'rows' as integer) as rows, e -> 'first' as first,
          row_number() over (
            partition by e ->> 'kind', e ->> 'code', e ->> 'column'
            order by cast(e -> 'first' ->> 0 as integer)) as place
        from batch_chunks c cross join jsonb_array_elements(c.codes) e
        where c.batch_id = :batchId and c.codes <> '[]'
      ), sums as (
        select kind, code, column_name, sum(rows) as rows from by_chunk group by kind, code, column_name
      ), firsts as (
        select kind, code, column_name, (array_agg(cast(f as integer) order by cast(f as integer)))[1:5] as first
        from by_chunk cross join jsonb_array_elements_text(first) f
        where place <= 5
        group by kind, code, column_name
      )
      select s.kind, s.code, s.column_name, s.rows, array_to_string(f.first, ',') as first
      from sums s join firsts f
        on f.kind = s.kind and f.code = s.code and f.column_name is not distinct from s.column_name
      order by s.rows desc, s.code, s.column_name nulls first
      limit :limit
      """;

  private final Session session;

  RowCodes(Session session) {
    this.session = session;
  }

  /** The codes that rows of a batch have, the most frequent first. */
  @Transactional
  public List<CodedRows> of(BatchId batchId) {
    return session
        .createNativeQuery(OF_BATCH, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("limit", CODES_MAX)
        .getResultStream()
        .map(RowCodes::coded)
        .toList();
  }

  private static CodedRows coded(Tuple row) {
    return new CodedRows(
        Kind.valueOf(row.get("kind", String.class)),
        row.get("code", String.class),
        row.get("column_name", String.class),
        row.get("rows", Number.class).intValue(),
        Arrays.stream(row.get("first", String.class).split(",", -1))
            .map(Integer::valueOf)
            .toList());
  }
}
