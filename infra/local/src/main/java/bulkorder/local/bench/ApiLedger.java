package bulkorder.local.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A ledger as it is after some days: written as its owner, not by the functions, in the shape that
 * they leave. One batch is large, the latest few still run. Of every thousand rows, twenty are
 * invalid, ten duplicates and thirty declined; five mails have a bad address; few orders failed.
 */
final class ApiLedger {
  static final int BATCHES = 100;

  /** Enough for page 1,000 of its rows. */
  static final int LARGE_ROWS = 208_000;

  static final int OTHER_ROWS = 8_000;
  static final int ROWS = LARGE_ROWS + (BATCHES - 1) * OTHER_ROWS;

  /** A tenth of the batches are another client's. */
  private static final String BATCHES_MADE =
      """
      create temp table made_batches as
      select no, cast(lpad(to_hex(cast(extract(epoch from created_at) * 1000 as bigint)), 12, '0')
            || '7' || substr(md5(no::text), 1, 3) || '8' || substr(md5(no::text), 4, 15) as uuid) as batch_id,
        case when no %% 10 = 0 then 'acme' else 'demo' end as client_id,
        case when no = 55 then %1$d else %2$d end as rows, no = 55 as large, no > %3$d - 5 as running, created_at,
        10000 + (no - 1) * %2$d + case when no > 55 then %1$d - %2$d else 0 end as orders_before
      from (
        select no, date_trunc('milliseconds', since + (now() - since) * (no / (%3$d + 1.0))) as created_at
        from generate_series(1, %3$d) no
        cross join (select greatest(now() - interval '7 days',
          date_trunc('month', now() at time zone 'UTC') at time zone 'UTC') as since) first
      ) times
      """
          .formatted(LARGE_ROWS, OTHER_ROWS, BATCHES);

  private static final String BATCHES_KEPT =
      """
      insert into batches (batch_id, client_id, status, csv_source, bulk_import_group, object_bucket, object_key,
        object_version, object_etag, content_sha256, columns, rows_read, notification_kinds, created_at, import_began_at,
        import_ended_at, accepted_at, queued_at, ended_at, reports_at)
      select batch_id, client_id, case when running then 'PROCESSING' else 'COMPLETED_WITH_ERRORS' end,
        'orders-' || no || '.csv', 'autumn', 'orders', 'incoming/' || client_id || '/orders-' || no || '.csv', 'v' || no,
        md5(no::text), sha256(no::text::bytea), '["order_reference", "customer_name", "quantity"]', rows,
        '["ORDER_CONFIRMED", "PAYMENT_FAILED"]', created_at, created_at, created_at + interval '10 s',
        created_at + interval '10 s', created_at + interval '12 s',
        case when not running then created_at + interval '15 min' end,
        case when not running then created_at + interval '16 min' end
      from made_batches
      """;

  private static final String RUNS =
      """
      insert into batch_runs (batch_id, run_no, kind, started_at, ended_at)
      select batch_id, 1, 'IMPORT', created_at + interval '10 s', case when not running then created_at + interval '15 min' end
      from made_batches
      """;

  /** What is sealed is the same for all rows of a client. */
  private static final String ROWS_KEPT =
      """
      insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, notification_status, notification_code,
        code, errors, order_reference, product_code, quantity, unit_price, amount, currency, payment_method, language,
        content_digest, order_id, same_as_row, personal, source, updated_at)
      select b.batch_id, n + 1, (n - 1) / 250 + 1, b.client_id, status,
        case when status = 'PAID' and k between 100 and 104 then 'FAILED' when status in ('PAID', 'PAYMENT_FAILED') then 'SENT' end,
        case when status = 'PAID' and k between 100 and 104 then 'ADDRESS_REJECTED' end,
        case status when 'DUPLICATE' then 'REPEATED_IN_FILE' when 'PAYMENT_FAILED' then 'INSUFFICIENT_FUNDS'
          when 'FAILED' then 'PAYMENT_NOT_SENT' end,
        case when status <> 'INVALID' then null
          when k < 10 then cast('[{"column": "unit_price", "code": "NOT_A_NUMBER", "value": "ten"}]' as jsonb)
          else cast('[{"column": "customer_email", "code": "REQUIRED", "value": ""}]' as jsonb) end,
        'B' || lpad(b.no::text, 3, '0') || '-' || lpad(case status when 'DUPLICATE' then n - 1 else n end::text, 6, '0'),
        'P-' || n % 500, 1 + n % 5, 1000 + n % 900, case when status <> 'INVALID' then (1 + n % 5) * (1000 + n % 900) end,
        case when status <> 'INVALID' then 'JPY' end, 'tok_visa', 'ja', sha256((b.no || '-' || n)::bytea),
        case when status in ('PAID', 'PAYMENT_FAILED') then orders_before + n end,
        case when status = 'DUPLICATE' then n end, sealed.personal, sealed.source,
        b.created_at + interval '1 min' + n * interval '3 ms'
      from made_batches b
      cross join lateral generate_series(1, b.rows) n
      cross join lateral (select (n * 617) % 1000 as k) mixed
      cross join lateral (
        select case when k < 20 then 'INVALID' when k < 30 and n > 1 then 'DUPLICATE'
          when running and n > b.rows / 2 then 'QUEUED' when k < 60 then 'PAYMENT_FAILED'
          when n % 20000 = 7 then 'FAILED' else 'PAID' end as status) stands
      join (select distinct on (client_id) client_id, personal, source from batch_rows) sealed using (client_id)
      """;

  private static final String CHUNKS =
      """
      with said as (
        select batch_id, chunk_no, kind, said.code, column_name, status, count(*) as rows,
          (array_agg(row_number order by row_number))[1:5] as first
        from batch_rows r
        cross join lateral (
          select 'ROW' as kind, r.code, cast(null as text) as column_name where r.code is not null
          union all select 'MAIL', r.notification_code, null where r.notification_code is not null
          union all select 'FILE', e ->> 'code', e ->> 'column' from jsonb_array_elements(r.errors) e
        ) said
        where r.code is not null or r.notification_code is not null or r.errors is not null
        group by 1, 2, 3, 4, 5, 6
      ), codes as (
        select batch_id, chunk_no, jsonb_agg(jsonb_build_object('kind', kind, 'code', code, 'column', column_name,
          'status', status, 'rows', rows, 'first', first)) as codes
        from said group by 1, 2
      ), by_status as (
        select batch_id, chunk_no, status, jsonb_build_object('JPY', sum(amount)) as sums
        from batch_rows where amount is not null group by 1, 2, 3
      ), amounts as (
        select batch_id, chunk_no, jsonb_object_agg(status, sums) as amounts from by_status group by 1, 2
      ), counts as (
        select batch_id, chunk_no, min(row_number) as first_row, max(row_number) as last_row, count(*) as rows,
          count(*) filter (where status = 'INVALID') as invalid, count(*) filter (where status = 'DUPLICATE') as duplicate,
          count(*) filter (where status = 'QUEUED') as queued, count(*) filter (where status = 'PAID') as paid,
          count(*) filter (where status = 'PAYMENT_FAILED') as payment_failed,
          count(*) filter (where status = 'FAILED') as failed,
          count(*) filter (where notification_status = 'SENT') as sent,
          count(*) filter (where notification_status = 'FAILED') as not_sent
        from batch_rows group by 1, 2
      )
      insert into batch_chunks (batch_id, chunk_no, run_no, client_id, first_row, last_row, rows, invalid, duplicate, queued,
        paid, payment_failed, failed, notifications_sent, notifications_failed, open_rows, amounts, codes, ordered_at,
        paid_at, mailed_at)
      select c.batch_id, c.chunk_no, 1, b.client_id, first_row, last_row, c.rows, invalid, duplicate, queued, paid,
        payment_failed, failed, sent, not_sent, queued, coalesce(amounts, '{}'), coalesce(codes, '[]'),
        case when queued = 0 then b.created_at + interval '1 min' + chunk_no * interval '0.5 s' end,
        case when queued = 0 then b.created_at + interval '2 min' + chunk_no * interval '0.5 s' end,
        case when queued = 0 then b.created_at + interval '3 min' + chunk_no * interval '0.5 s' end
      from counts c join made_batches b using (batch_id)
      left join amounts using (batch_id, chunk_no) left join codes using (batch_id, chunk_no)
      """;

  private static final String PROGRESS_KEPT =
      """
      with counts as (
        select batch_id, sum(rows) as rows, sum(rows - open_rows) as ended, sum(invalid) as invalid,
          sum(duplicate) as duplicate, sum(paid) as paid, sum(payment_failed) as payment_failed, sum(failed) as failed,
          sum(notifications_sent) as sent, sum(notifications_failed) as not_sent
        from batch_chunks group by 1
      ), sums as (
        select batch_id, s.key as status, sum(cast(s.value ->> 'JPY' as numeric)) as total
        from batch_chunks cross join jsonb_each(amounts) s group by 1, 2
      ), amounts as (
        select batch_id, jsonb_object_agg(status, jsonb_build_object('JPY', total)) as amounts from sums group by 1
      )
      update batches b
      set progress_at_end = jsonb_build_object('rows', c.rows, 'endedRows', c.ended,
        'counts', jsonb_build_object('INVALID', invalid, 'DUPLICATE', duplicate, 'QUEUED', 0, 'ORDERED', 0, 'PAID', paid,
          'PAYMENT_FAILED', payment_failed, 'PAYMENT_UNKNOWN', 0, 'CANCELLED', 0, 'FAILED', failed),
        'notifications', jsonb_build_object('PENDING', 0, 'SENT', sent, 'FAILED', not_sent, 'SUPPRESSED', 0),
        'amounts', coalesce(amounts, '{}'))
      from counts c left join amounts using (batch_id)
      where b.batch_id = c.batch_id and b.ended_at is not null
      """;

  private static final String ORDERS =
      """
      insert into orders (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number,
        status, product_code, quantity, unit_price, amount, currency, payment_method, language, content_digest, personal,
        created_at, updated_at)
      overriding system value
      select r.order_id, r.client_id, r.order_reference, r.batch_id, 'orders-' || b.no || '.csv', 'autumn', r.row_number,
        case r.status when 'PAID' then 'PAID' else 'CANCELLED' end, r.product_code, r.quantity, r.unit_price, r.amount,
        r.currency, r.payment_method, r.language, r.content_digest, r.personal, r.updated_at, r.updated_at
      from batch_rows r join made_batches b using (batch_id) where r.order_id is not null
      """;

  private static final String PAYMENTS =
      """
      insert into payments (payment_id, client_id, batch_id, idempotency_key, amount, currency, payment_method, status,
        provider_reference, decline_code, calls, created_at, ended_at)
      overriding system value
      select order_id, client_id, batch_id, encode(sha256(order_id::text::bytea), 'hex'), amount, currency, payment_method,
        case status when 'PAID' then 'CAPTURED' else 'DECLINED' end, 'pi_' || order_id,
        case status when 'PAID' then null else 'INSUFFICIENT_FUNDS' end, 1, created_at, created_at + interval '30 s'
      from orders where order_id >= 10000
      """;

  private static final String PAYMENT_ORDERS =
      """
      insert into payment_orders (payment_id, order_id, attempt, amount, live)
      select payment_id, payment_id, 1, amount, status = 'CAPTURED' from payments
      """;

  private static final String NOTIFICATIONS =
      """
      insert into notifications (notification_id, client_id, batch_id, order_id, kind, language, status, code,
        provider_message_id, calls, created_at, begun_at, ended_at)
      overriding system value
      select order_id, client_id, batch_id, order_id, case status when 'PAID' then 'ORDER_CONFIRMED' else 'PAYMENT_FAILED' end,
        language, notification_status, notification_code, 'mail-' || order_id, 1, updated_at, updated_at,
        updated_at + interval '1 min'
      from batch_rows where order_id >= 10000
      """;

  private static final String REPORTS =
      """
      insert into batch_reports (batch_id, run_no, kind, object_key, rows, written_at)
      select batch_id, 1, kind, 'reports/' || client_id || '/' || batch_id || '/' || lower(kind) || '.csv', rows,
        created_at + interval '16 min'
      from made_batches cross join unnest(array['ERRORS', 'RESULTS']) kind
      where not running
      """;

  private static final String ANNOUNCEMENTS =
      """
      insert into announcements (client_id, batch_id, run_no, event, channel, payload, status, calls, due_at, created_at, ended_at)
      select client_id, batch_id, 1, event, 'WEBHOOK', '{}', 'DELIVERED', 1, created_at, created_at, created_at
      from made_batches cross join unnest(array['BATCH_ACCEPTED', 'BATCH_COMPLETED']) event
      where not running
      """;

  private static final String AUDIT_EVENTS =
      """
      insert into audit_events (occurred_at, category, client_id, actor, action, subject, details)
      select created_at + n * interval '1 s', case when n < 10 then 'CHANGE' else 'ACCESS' end, client_id, 'operator',
        case when n < 10 then 'BATCH_APPROVED' else 'ORDER_READ' end, batch_id::text, '{"reason": "a look"}'
      from made_batches cross join generate_series(1, 200) n
      """;

  private static final List<String> ALL =
      List.of(
          BATCHES_MADE,
          BATCHES_KEPT,
          RUNS,
          ROWS_KEPT,
          CHUNKS,
          PROGRESS_KEPT,
          ORDERS,
          PAYMENTS,
          PAYMENT_ORDERS,
          NOTIFICATIONS,
          REPORTS,
          ANNOUNCEMENTS,
          AUDIT_EVENTS,
          "vacuum analyze",
          "checkpoint");

  private final Connection owner;

  /** On a connection of the ledger's owner that commits each statement. */
  ApiLedger(Connection owner) {
    this.owner = owner;
  }

  /**
   * Writes it into a ledger in which each client has one order already, which has what is sealed.
   */
  void fill() throws SQLException {
    try (var statement = owner.createStatement()) {
      for (var sql : ALL) {
        statement.execute(sql);
      }
    }
  }

  /** Batches, by what is said of them, of the client whose calls are measured. */
  List<String> batches(String condition) throws SQLException {
    return texts(
        "select batch_id from made_batches where client_id = 'demo' and "
            + condition
            + " order by no");
  }

  /** Ids of orders, of their payments and of their mails, which are the same. */
  List<String> orderIds() throws SQLException {
    return texts("select order_id from orders where client_id = 'demo' and order_id % 4999 = 0");
  }

  /** References of good rows of the large batch. */
  List<String> referencesOfLarge() throws SQLException {
    return texts(
        """
        select order_reference from batch_rows join made_batches using (batch_id)
        where large and status = 'PAID' and row_number % 1999 = 0
        """);
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var statement = owner.createStatement();
        var found = statement.executeQuery(query)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }
}
