package bulkorder.ledger.batch;

/**
 * Why the rows of a chunk are in their state, summed up by code, so that nobody has to look at each
 * row for it: how many rows have a code, and which are the first five.
 */
public final class ChunkCodes {

  /** The value of {@code codes} of a chunk {@code c} of the batch {@code :batchId}. */
  static final String OF_ROWS =
      """
      (
            select coalesce(jsonb_agg(jsonb_build_object(
              'kind', kind, 'code', code, 'column', column_name, 'status', status, 'rows', rows, 'first', first)), '[]')
            from (
              select said.kind, said.code, said.column_name, r.status, count(*) as rows,
                (array_agg(r.row_number order by r.row_number))[1:5] as first
              from batch_rows r
              cross join lateral (
                select 'ROW' as kind, r.code, cast(null as text) as column_name where r.code is not null
                union all select 'MAIL', r.notification_code, null where r.notification_code is not null
                union all select distinct 'FILE', e ->> 'code', e ->> 'column' from jsonb_array_elements(r.errors) e
              ) said
              where r.batch_id = :batchId and r.row_number between c.first_row and c.last_row
                and (r.code is not null or r.notification_code is not null or r.errors is not null)
              group by said.kind, said.code, said.column_name, r.status
            ) by_code)""";

  /** Sums up the codes of every chunk of a batch in which a row has one. */
  public static final String SUM_UP =
      """
      update batch_chunks c set codes = %s
      where c.batch_id = :batchId and c.invalid + c.duplicate + c.cancelled > 0
      """
          .formatted(OF_ROWS);

  private ChunkCodes() {}
}
