-- Clients are kept apart by the database too: the API's role sees the rows of the client that its transaction names, whatever
-- its queries ask for. A transaction that names nobody sees nothing.

do $$ begin
  if not exists (select from pg_roles where rolname = 'bulkorder_status') then
    create role bulkorder_status login;
  end if;
  execute format('alter role bulkorder_status in database %I set lock_timeout = ''30s''', current_database());
  execute format('alter role bulkorder_status in database %I set idle_in_transaction_session_timeout = ''60s''',
    current_database());
end $$;

-- Set for a transaction alone, since the settings of a session would pin its connection in RDS Proxy. Inlined as a sub-query,
-- so that it is read once a statement, not once a row.
create function current_client() returns text language sql stable parallel safe
  return nullif(current_setting('bulkorder.client_id', true), '');
create function is_administrator() returns boolean language sql stable parallel safe
  return coalesce(current_setting('bulkorder.administrator', true), '') = 'true';
comment on function current_client is 'the client that the transaction is for; null: for nobody';
comment on function is_administrator is 'whether the transaction may see what is settled about every client';

-- Keeps the rows of a table with a column client_id apart.
create function keep_clients_apart(tenant_table regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('create policy own_client on %s to bulkorder_status using (client_id = (select current_client()))',
    tenant_table);
end $$;

select keep_clients_apart(name::regclass)
from unnest(array['batches', 'batch_chunks', 'batch_rows', 'orders', 'payments', 'notifications', 'announcements',
  'suppressed_addresses']) as name;

alter table clients enable row level security;
alter table client_payment_limits enable row level security;
alter table data_keys enable row level security;
alter table audit_events enable row level security;
create policy own_client on clients to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
create policy own_client on client_payment_limits to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
create policy own_client on data_keys to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
create policy own_client on audit_events for select to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
create policy anything_happens on audit_events for insert to bulkorder_status with check (true);

-- Of what has no column client_id, a row belongs to whom its batch or its payment belongs to.
alter table batch_runs enable row level security;
alter table batch_reports enable row level security;
alter table payment_orders enable row level security;
create policy own_client on batch_runs to bulkorder_status
  using (exists (select from batches b where b.batch_id = batch_runs.batch_id));
create policy own_client on batch_reports to bulkorder_status
  using (exists (select from batches b where b.batch_id = batch_reports.batch_id));
create policy own_client on payment_orders to bulkorder_status
  using (exists (select from payments p where p.payment_id = payment_orders.payment_id));

grant select, insert, update on clients, client_payment_limits, batches, batch_runs, batch_chunks, batch_rows, orders,
  payments, payment_orders, notifications, announcements, batch_reports to bulkorder_status;
grant select, insert on audit_events, data_keys to bulkorder_status;
grant select on charging, send_rates, queue_heads, suppressed_addresses to bulkorder_status;
