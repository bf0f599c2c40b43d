-- What the API tells of a batch without looking at each of its rows: which codes the rows of a chunk have, when the stages of a
-- batch came to their end, and how much work there is for how much throughput.

alter table batches
  add column import_began_at timestamptz,
  add column import_ended_at timestamptz;
comment on column batches.import_began_at is 'when its file had come and was first looked at';
comment on column batches.import_ended_at is 'when all its rows were in the ledger and checked; accepted_at begins anew when a dry run is approved';

alter table batch_chunks
  add column codes      jsonb not null default '[]',
  add column ordered_at timestamptz,
  add column paid_at    timestamptz,
  add column mailed_at  timestamptz;
comment on column batch_chunks.codes is 'why rows are in their state: [{"kind": FILE, ROW or MAIL, "code", "column", "status": of the rows, "rows": how many, "first": the first five}]';
comment on column batch_chunks.ordered_at is 'when no row waited for its order any more; null while one does';
comment on column batch_chunks.paid_at is 'when no row waited for its payment any more; null while one does';
comment on column batch_chunks.mailed_at is 'when no row waited for its mails any more; null while one does';

update batch_chunks c
set codes = told.codes
from (
  select batch_id, chunk_no,
    jsonb_agg(jsonb_build_object(
      'kind', kind, 'code', code, 'column', column_name, 'status', status, 'rows', rows, 'first', first)) as codes
  from (
    select r.batch_id, r.chunk_no, said.kind, said.code, said.column_name, r.status, count(*) as rows,
      (array_agg(r.row_number order by r.row_number))[1:5] as first
    from batch_rows r
    cross join lateral (
      select 'ROW' as kind, r.code, cast(null as text) as column_name where r.code is not null
      union all select 'MAIL', r.notification_code, null where r.notification_code is not null
      union all select distinct 'FILE', e ->> 'code', e ->> 'column' from jsonb_array_elements(r.errors) e
    ) said
    where r.code is not null or r.notification_code is not null or r.errors is not null
    group by r.batch_id, r.chunk_no, said.kind, said.code, said.column_name, r.status
  ) by_code
  group by batch_id, chunk_no
) told
where c.batch_id = told.batch_id and c.chunk_no = told.chunk_no;

-- The API looks for batches by what they have in common, and schedules for uploads that did not come.
create index batches_of_client_status on batches (client_id, status, batch_id);
create index batches_of_client_group on batches (client_id, bulk_import_group, batch_id) where bulk_import_group is not null;
create index batches_awaited on batches (upload_expires_at) where status = 'AWAITING_UPLOAD';

-- An order is looked for in a file by its reference, or by how that begins. References stay: this index knows no update.
create index batch_rows_reference on batch_rows (batch_id, order_reference, row_number);

-- How much work of all clients shares the same limits, and how fast it is done: sums over all, which show nothing of anybody.
-- With the rights of the owner, since the API's role sees the work of one client alone.
create function work_of_all(
  out to_order bigint, out to_pay bigint, out to_mail bigint,
  out clients_to_order bigint, out clients_to_pay bigint, out clients_to_mail bigint,
  out orders_per_second double precision, out payments_per_second double precision, out mails_per_second double precision)
language sql stable security definer set search_path = pg_catalog, public, pg_temp set jit = off as $$
  with by_client as (
    select b.client_id, sum(c.queued) as to_order, sum(c.queued + c.ordered) as to_pay,
      sum(c.notifications_pending
        + case when b.notification_kinds @> '"ORDER_CONFIRMED"' then c.queued else 0 end
        + case when b.notification_kinds @> '"PAYMENT_RECEIVED"' then c.queued + c.ordered else 0 end) as to_mail
    from batches b join batch_chunks c on c.batch_id = b.batch_id
    where b.ended_at is null and b.status = 'PROCESSING' and c.open_rows > 0
    group by b.client_id
  ), latest_orders as (
    select created_at from orders order by order_id desc limit 1000
  ), created as (
    select created_at, min(created_at) over () as first_at, max(created_at) over () as last_at
    from latest_orders
    where created_at > (select max(created_at) from latest_orders) - interval '1 minute'
  ), latest_payments as (
    select payment_id, created_at, ended_at from payments order by payment_id desc limit 1000
  ), last_end as (
    select max(ended_at) as ended_at from latest_payments
  ), charged as (
    select p.created_at, p.ended_at,
      (select count(*) from payment_orders po where po.payment_id = p.payment_id) as orders
    from latest_payments p, last_end l
    where p.ended_at > l.ended_at - interval '1 minute' and p.created_at > l.ended_at - interval '2 minutes'
  )
  select coalesce(sum(to_order), 0)::bigint, coalesce(sum(to_pay), 0)::bigint, coalesce(sum(to_mail), 0)::bigint,
    count(*) filter (where to_order > 0), count(*) filter (where to_pay > 0), count(*) filter (where to_mail > 0),
    (select case when count(*) filter (where created_at > first_at) >= 20
       then count(*) filter (where created_at > first_at) / extract(epoch from max(last_at) - min(first_at)) end
     from created)::double precision,
    (select case when sum(orders) >= 20 and max(ended_at) > min(created_at)
       then sum(orders) / extract(epoch from max(ended_at) - min(created_at)) end
     from charged)::double precision,
    (select 0.95 * units_per_second from send_rates order by next_at desc limit 1)::double precision
  from by_client
$$;
comment on function work_of_all is 'open work of each stage, of how many clients it is, and how fast it is done; a rate is null where too little was done to measure it. Orders and payments: measured over the last thousand, within the last minute in which there were any; a payment takes from the beginning of its claim. Mails: 95 % of the rate in force';
revoke execute on function work_of_all from public;
grant execute on function work_of_all to bulkorder_status;
