-- A role for each function, which may do what its code does and nothing else. What a role is granted is compared with what the
-- statements of its function need by a test: a migration that changes either comes with its grants.

-- Roles belong to the server: another database of it may have made them already.
create function add_function_role(role_name text) returns void language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = role_name) then
    execute format('create role %I', role_name);
  end if;
  execute format('alter role %I login password null', role_name);
  execute format('grant connect on database %I to %I', current_database(), role_name);
  execute format('grant usage on schema public to %I', role_name);
  -- As of the owner (V5): in this database, and not of a session.
  execute format('alter role %I in database %I set lock_timeout = ''30s''', role_name, current_database());
  execute format('alter role %I in database %I set idle_in_transaction_session_timeout = ''60s''', role_name,
    current_database());
  -- At RDS it signs in with tokens of IAM, and with nothing else.
  if exists (select from pg_roles where rolname = 'rds_iam') then
    execute format('grant rds_iam to %I', role_name);
  end if;
end $$;
comment on function add_function_role is 'a role in which a function signs in, without any privilege on a table';

-- Nothing is anybody's unless it is granted, now and of what later migrations make.
do $$ begin
  execute format('revoke all on database %I from public', current_database());
end $$;
revoke all on schema public from public;
revoke execute on all functions in schema public from public;
alter default privileges revoke execute on functions from public;

-- Those that work for all clients: from the API's role alone Postgres keeps what belongs to other clients than the caller's.
do $$ begin
  if not exists (select from pg_roles where rolname = 'bulkorder_functions') then
    create role bulkorder_functions nologin;
  end if;
end $$;

create or replace function keep_clients_apart(tenant_table regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('create policy own_client on %s to bulkorder_status using (client_id = (select current_client()))',
    tenant_table);
  execute format('create policy all_clients on %s to bulkorder_functions using (true)', tenant_table);
end $$;

do $$
declare
  tenant_table regclass;
begin
  for tenant_table in
    select oid from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity
  loop
    execute format('create policy all_clients on %s to bulkorder_functions using (true)', tenant_table);
  end loop;
end $$;

select add_function_role(role_name) from unnest(array[
  'bulkorder_import', 'bulkorder_import_dead_letter', 'bulkorder_reports', 'bulkorder_reports_dead_letter',
  'bulkorder_audit', 'bulkorder_access_log', 'bulkorder_retention', 'bulkorder_keys', 'bulkorder_orders',
  'bulkorder_orders_dead_letter', 'bulkorder_stuck_work', 'bulkorder_payments', 'bulkorder_payments_dead_letter',
  'bulkorder_payments_unknown', 'bulkorder_payment_operations', 'bulkorder_notifications',
  'bulkorder_notifications_dead_letter', 'bulkorder_announcements', 'bulkorder_announcements_dead_letter',
  'bulkorder_mail_events', 'bulkorder_mail_events_dead_letter']) as role_name;
select add_function_role('bulkorder_status');
grant bulkorder_functions to
  bulkorder_import, bulkorder_import_dead_letter, bulkorder_reports, bulkorder_reports_dead_letter, bulkorder_audit,
  bulkorder_access_log, bulkorder_retention, bulkorder_keys, bulkorder_orders, bulkorder_orders_dead_letter,
  bulkorder_stuck_work, bulkorder_payments, bulkorder_payments_dead_letter, bulkorder_payments_unknown,
  bulkorder_payment_operations, bulkorder_notifications, bulkorder_notifications_dead_letter, bulkorder_announcements,
  bulkorder_announcements_dead_letter, bulkorder_mail_events, bulkorder_mail_events_dead_letter;

-- The import copies rows into their partition itself, since Postgres refuses COPY where row-level security holds, as it does in
-- the whole table. Nobody else may name a partition.
create or replace function add_partitions(months_ahead integer) returns integer language plpgsql as $$
declare
  month timestamptz;
  parent text;
  partition_name text;
  added integer := 0;
begin
  for i in 0 .. months_ahead loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    foreach parent in array array['batch_chunks', 'batch_rows'] loop
      partition_name := parent || to_char(month at time zone 'UTC', '_YYYYMM');
      if to_regclass(partition_name) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 50)',
          partition_name, parent, uuid_v7_floor(month),
          uuid_v7_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
        if parent = 'batch_rows' then
          execute format('grant insert on %I to bulkorder_import', partition_name);
        end if;
        added := added + 1;
      end if;
    end loop;
    if add_audit_partition(month) then
      added := added + 1;
    end if;
  end loop;
  return added;
end $$;

do $$
declare
  partition_of_rows regclass;
begin
  for partition_of_rows in select inhrelid from pg_inherits where inhparent = 'batch_rows'::regclass loop
    execute format('grant insert on %s to bulkorder_import', partition_of_rows);
  end loop;
end $$;

-- What each may do. Updates are granted by the column; sealed personal fields and secrets are read by whom they are for.

-- import
grant select on announcements, batch_chunks, batch_rows, batch_runs, batches, client_payment_limits, data_keys to
  bulkorder_import;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, operators, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_import;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_import;
grant insert on announcements, audit_events, batch_chunks, batch_runs, batches, data_keys to bulkorder_import;
grant update (run_no, invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, sent_at,
  updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_import;
grant update (status, notification_status, code, errors, order_reference, product_code, quantity, unit_price, amount,
  currency, payment_method, language, requested_date, content_digest, order_id, same_as_row, updated_at, personal, source,
  notification_code) on batch_rows to bulkorder_import;
grant update (ended_at) on batch_runs to bulkorder_import;
grant update (status, content_sha256, run_no, rows_read, rejection_code, rejection_values, accepted_at, queued_at, ended_at,
  dialect, columns, file_sums, existing_orders, card_number_found, parent_batch_id, parent_run_no, reports_at, pause_reason,
  paused_at, cancel_requested_at, notification_kinds, import_ended_at, reports_deleted_at, progress_at_end, object_deleted_at,
  object_bucket, object_version, object_etag, import_began_at) on batches to bulkorder_import;
grant delete on batch_rows to bulkorder_import;

-- import-dead-letter
grant select on announcements, batch_runs, batches, client_payment_limits, dead_letters to bulkorder_import_dead_letter;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, operators, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_import_dead_letter;
grant insert on announcements, audit_events, batches, dead_letters to bulkorder_import_dead_letter;
grant update (status, object_bucket, object_version, object_etag, import_began_at, ended_at, rejection_code, rejection_values,
  import_ended_at, card_number_found, object_deleted_at) on batches to bulkorder_import_dead_letter;

-- reports
grant select on announcements, batch_chunks, batch_reports, batch_runs, batches, client_payment_limits, data_keys,
  payment_orders, payments to bulkorder_reports;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, source, notification_code, erased_at) on batch_rows to bulkorder_reports;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, operators, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_reports;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_reports;
grant insert on announcements, batch_reports to bulkorder_reports;
grant update (reports_at, reports_deleted_at) on batches to bulkorder_reports;
grant delete on batch_reports to bulkorder_reports;

-- reports-dead-letter
grant select on announcements, batch_chunks, batch_runs, batches, dead_letters to bulkorder_reports_dead_letter;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, operators, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_reports_dead_letter;
grant insert on announcements, dead_letters to bulkorder_reports_dead_letter;

-- audit
grant select on audit_archives, audit_blocks, audit_events to bulkorder_audit;
grant insert on audit_archives, audit_blocks to bulkorder_audit;

-- access-log
grant select on audit_events to bulkorder_access_log;
grant insert on audit_events to bulkorder_access_log;

-- retention
grant select on batch_chunks, batch_reports, batch_rows, batch_runs, batches, data_keys, erasure_batches, erasures, orders, payments to
  bulkorder_retention;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_retention;
grant insert on audit_events, erasure_batches to bulkorder_retention;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_retention;
grant update (status, code, errors, content_digest, updated_at, personal, source, erased_at) on batch_rows to
  bulkorder_retention;
grant update (object_deleted_at, reports_deleted_at, rows_expired_at, rows_deleted_at, account, rows_erased_at) on batches to
  bulkorder_retention;
grant update (waits, rows, orders, files, reports, order_ids) on erasure_batches to bulkorder_retention;
grant update (customer_email, status, ended_at, after_batch, batch_id, after_chunk, after_order_at, after_order, batches_seen)
  on erasures to bulkorder_retention;
grant update (content_digest, updated_at, personal, erased_at) on orders to bulkorder_retention;
grant delete on batch_rows, erasure_batches to bulkorder_retention;

-- keys
grant select on data_keys to bulkorder_keys;
grant insert on audit_events to bulkorder_keys;
grant update (master_key, wrapped_key, wrapped_at) on data_keys to bulkorder_keys;

-- orders
grant select on batch_chunks, batch_runs, batches, client_payment_limits, payment_orders, payments, queue_heads to
  bulkorder_orders;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, personal, notification_code, erased_at) on batch_rows to bulkorder_orders;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_orders;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_orders;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_orders;
grant insert on notifications, orders, payment_orders, payments, queue_heads to bulkorder_orders;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_orders;
grant update (status, notification_status, code, errors, order_id, updated_at, notification_code) on batch_rows to
  bulkorder_orders;
grant update (ended_at) on batch_runs to bulkorder_orders;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_orders;
grant update (status, code, ended_at) on notifications to bulkorder_orders;
grant update (status, updated_at) on orders to bulkorder_orders;
grant update (live) on payment_orders to bulkorder_orders;
grant update (status, ended_at) on payments to bulkorder_orders;
grant update (sent_at, seen_at) on queue_heads to bulkorder_orders;

-- orders-dead-letter
grant select on batch_chunks, batch_runs, batches, client_payment_limits, dead_letters, payment_orders, payments to
  bulkorder_orders_dead_letter;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_orders_dead_letter;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_orders_dead_letter;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_orders_dead_letter;
grant insert on dead_letters, notifications, payment_orders, payments to bulkorder_orders_dead_letter;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_orders_dead_letter;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_orders_dead_letter;
grant update (ended_at) on batch_runs to bulkorder_orders_dead_letter;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_orders_dead_letter;
grant update (status, code, ended_at) on notifications to bulkorder_orders_dead_letter;
grant update (status, updated_at) on orders to bulkorder_orders_dead_letter;

-- stuck-work
grant select on announcements, batch_chunks, batch_runs, batches, client_payment_limits, former_webhook_secrets,
  payment_orders, payments, queue_heads, send_rates to bulkorder_stuck_work;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_stuck_work;
grant select (client_id, key_hash, request_hash, attempt, claimed_until, status, headers, created_at, expires_at) on
  idempotency_keys to bulkorder_stuck_work;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_stuck_work;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_stuck_work;
grant insert on audit_events, notifications, payment_orders, payments to bulkorder_stuck_work;
grant update (due_at) on announcements to bulkorder_stuck_work;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, sent_at,
  updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_stuck_work;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_stuck_work;
grant update (ended_at) on batch_runs to bulkorder_stuck_work;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_stuck_work;
grant update (ends_at) on former_webhook_secrets to bulkorder_stuck_work;
grant update (expires_at) on idempotency_keys to bulkorder_stuck_work;
grant update (status, code, ended_at) on notifications to bulkorder_stuck_work;
grant update (status, updated_at) on orders to bulkorder_stuck_work;
grant delete on former_webhook_secrets, idempotency_keys to bulkorder_stuck_work;

-- payments
grant select on announcements, batch_chunks, batch_runs, batches, charging, payment_orders, payments, queue_heads to
  bulkorder_payments;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_payments;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, operators, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_payments;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_payments;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_payments;
grant insert on announcements, notifications, payment_orders, payments, queue_heads to bulkorder_payments;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts,
  payment_lease_until, sent_at, updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_payments;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_payments;
grant update (ended_at) on batch_runs to bulkorder_payments;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_payments;
grant update (down_since, probe_at) on charging to bulkorder_payments;
grant update (status, code, ended_at) on notifications to bulkorder_payments;
grant update (status, updated_at) on orders to bulkorder_payments;
grant update (live) on payment_orders to bulkorder_payments;
grant update (status, provider_reference, decline_code, calls, ended_at, provider_code, unknown_since, ask_at, asking_until)
  on payments to bulkorder_payments;
grant update (sent_at, seen_at) on queue_heads to bulkorder_payments;

-- payments-dead-letter
grant select on batch_chunks, batch_runs, batches, dead_letters, payment_orders, payments to bulkorder_payments_dead_letter;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_payments_dead_letter;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_payments_dead_letter;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_payments_dead_letter;
grant insert on dead_letters to bulkorder_payments_dead_letter;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts,
  payment_lease_until, updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_payments_dead_letter;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to
  bulkorder_payments_dead_letter;
grant update (ended_at) on batch_runs to bulkorder_payments_dead_letter;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_payments_dead_letter;
grant update (status, updated_at) on orders to bulkorder_payments_dead_letter;
grant update (live) on payment_orders to bulkorder_payments_dead_letter;
grant update (status, provider_reference, decline_code, ended_at, provider_code, unknown_since, ask_at, asking_until) on
  payments to bulkorder_payments_dead_letter;

-- payments-unknown
grant select on batch_chunks, batch_runs, batches, charging, payment_orders, payments to bulkorder_payments_unknown;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_payments_unknown;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_payments_unknown;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_payments_unknown;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_payments_unknown;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_payments_unknown;
grant update (ended_at) on batch_runs to bulkorder_payments_unknown;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_payments_unknown;
grant update (down_since, probe_at) on charging to bulkorder_payments_unknown;
grant update (status, updated_at) on orders to bulkorder_payments_unknown;
grant update (live) on payment_orders to bulkorder_payments_unknown;
grant update (status, provider_reference, decline_code, ended_at, provider_code, unknown_since, ask_at, asked, asking_until)
  on payments to bulkorder_payments_unknown;

-- payment-operations
grant select on batch_chunks, batch_runs, batches, charging, payment_orders, payments, provider_comparisons to
  bulkorder_payment_operations;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_payment_operations;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_payment_operations;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_payment_operations;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_payment_operations;
grant insert on audit_events, notifications, provider_comparisons to bulkorder_payment_operations;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_payment_operations;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_payment_operations;
grant update (ended_at) on batch_runs to bulkorder_payment_operations;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_payment_operations;
grant update (stopped_since, stopped_by) on charging to bulkorder_payment_operations;
grant update (status, code, ended_at) on notifications to bulkorder_payment_operations;
grant update (status, updated_at) on orders to bulkorder_payment_operations;
grant update (live) on payment_orders to bulkorder_payment_operations;
grant update (status, provider_reference, ended_at, ask_at) on payments to bulkorder_payment_operations;
grant update (compared_at, agrees, differences, captured) on provider_comparisons to bulkorder_payment_operations;

-- notifications
grant select on batch_chunks, batch_runs, batches, data_keys, orders, payment_orders, payments, queue_heads, send_rates,
  suppressed_addresses to bulkorder_notifications;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_notifications;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_notifications;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_notifications;
grant insert on notifications, queue_heads, send_rates to bulkorder_notifications;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts,
  notification_lease_until, sent_at, updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to
  bulkorder_notifications;
grant update (status, notification_status, code, updated_at, notification_code) on batch_rows to bulkorder_notifications;
grant update (ended_at) on batch_runs to bulkorder_notifications;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_notifications;
grant update (status, code, provider_message_id, calls, ended_at, begun_at) on notifications to bulkorder_notifications;
grant update (status, updated_at) on orders to bulkorder_notifications;
grant update (live) on payment_orders to bulkorder_notifications;
grant update (status, ended_at) on payments to bulkorder_notifications;
grant update (sent_at, seen_at) on queue_heads to bulkorder_notifications;
grant update (units_per_second, next_at, throttled_at, changed_at, units_given) on send_rates to bulkorder_notifications;

-- notifications-dead-letter
grant select on batch_chunks, batch_runs, batches, dead_letters to bulkorder_notifications_dead_letter;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_notifications_dead_letter;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_notifications_dead_letter;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_notifications_dead_letter;
grant insert on dead_letters, notifications to bulkorder_notifications_dead_letter;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts,
  notification_lease_until, updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to
  bulkorder_notifications_dead_letter;
grant update (notification_status, updated_at, notification_code) on batch_rows to bulkorder_notifications_dead_letter;
grant update (ended_at) on batch_runs to bulkorder_notifications_dead_letter;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_notifications_dead_letter;
grant update (status, code, ended_at) on notifications to bulkorder_notifications_dead_letter;

-- announcements
grant select on announcements, batch_chunks, batches, clients, data_keys, dead_letters, former_webhook_secrets, notifications,
  send_rates, suppressed_addresses to bulkorder_announcements;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_announcements;
grant select (order_id, client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number, status,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, created_at,
  updated_at, bound, erased_at) on orders to bulkorder_announcements;
grant insert on data_keys, dead_letters, notifications, send_rates to bulkorder_announcements;
grant update (status, code, calls, lease_until, due_at, ended_at) on announcements to bulkorder_announcements;
grant update (mailed_at) on batch_chunks to bulkorder_announcements;
grant update (notification_status, updated_at, notification_code) on batch_rows to bulkorder_announcements;
grant update (status, code, provider_message_id, calls, ended_at, begun_at) on notifications to bulkorder_announcements;
grant update (units_per_second, next_at, throttled_at, changed_at, units_given) on send_rates to bulkorder_announcements;

-- announcements-dead-letter
grant select on announcements, dead_letters to bulkorder_announcements_dead_letter;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_announcements_dead_letter;
grant insert on dead_letters to bulkorder_announcements_dead_letter;
grant update (status, code, lease_until, ended_at) on announcements to bulkorder_announcements_dead_letter;
grant update (status, code, ended_at) on notifications to bulkorder_announcements_dead_letter;

-- mail-events
grant select on batch_chunks, batch_runs, batches, data_keys, notifications, orders, suppressed_addresses to
  bulkorder_mail_events;
grant select (batch_id, row_number, chunk_no, client_id, status, notification_status, code, errors, order_reference,
  product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest, order_id,
  same_as_row, updated_at, notification_code, erased_at) on batch_rows to bulkorder_mail_events;
grant select (client_id, name, status, language, rows_max, created_at, updated_at, notification_kinds, webhook_url,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_mail_events;
grant insert on suppressed_addresses to bulkorder_mail_events;
grant update (invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, updated_at,
  codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_mail_events;
grant update (notification_status, updated_at, notification_code) on batch_rows to bulkorder_mail_events;
grant update (ended_at) on batch_runs to bulkorder_mail_events;
grant update (status, ended_at, pause_reason, paused_at, progress_at_end) on batches to bulkorder_mail_events;
grant update (status, code, ended_at) on notifications to bulkorder_mail_events;

-- mail-events-dead-letter
grant select on dead_letters to bulkorder_mail_events_dead_letter;
grant insert on dead_letters to bulkorder_mail_events_dead_letter;

-- status
revoke all on all tables in schema public from bulkorder_status;
grant select on announcements, audit_events, batch_chunks, batch_reports, batch_rows, batch_runs, batches,
  client_payment_limits, clients, data_keys, erasure_batches, erasures, former_webhook_secrets, idempotency_keys,
  kept_balances, orders, payment_orders, payments, provider_comparisons to bulkorder_status;
grant select (notification_id, client_id, batch_id, order_id, kind, language, status, code, provider_message_id, calls,
  created_at, ended_at, run_no, recipient, begun_at) on notifications to bulkorder_status;
grant insert on announcements, audit_events, batch_chunks, batch_rows, batch_runs, batches, client_payment_limits, data_keys,
  erasures, former_webhook_secrets, idempotency_keys, kept_balances, orders to bulkorder_status;
grant update (status, code, due_at, ended_at, give_up_at) on announcements to bulkorder_status;
grant update (run_no, invalid, duplicate, queued, ordered, paid, payment_failed, payment_unknown, cancelled, failed,
  notifications_pending, notifications_sent, notifications_failed, notifications_suppressed, open_rows, amounts, sent_at,
  updated_at, codes, ordered_at, paid_at, mailed_at) on batch_chunks to bulkorder_status;
grant update (status, notification_status, code, errors, order_reference, product_code, quantity, unit_price, amount,
  currency, payment_method, language, requested_date, content_digest, order_id, same_as_row, updated_at, personal, source,
  notification_code) on batch_rows to bulkorder_status;
grant update (ended_at) on batch_runs to bulkorder_status;
grant update (status, content_sha256, run_no, rows_read, rejection_code, rejection_values, accepted_at, queued_at, ended_at,
  dialect, columns, file_sums, existing_orders, card_number_found, parent_batch_id, parent_run_no, reports_at, pause_reason,
  paused_at, cancel_requested_at, notification_kinds, import_ended_at, reports_deleted_at, progress_at_end) on batches to
  bulkorder_status;
grant update (amount_min, amount_max) on client_payment_limits to bulkorder_status;
grant update (name, status, language, rows_max, updated_at, notification_kinds, operators, webhook_url, webhook_secret,
  requests_per_second, files_kept_days, reports_kept_days, rows_kept_days) on clients to bulkorder_status;
grant update (request_hash, attempt, claimed_until, status, headers, body, created_at, expires_at) on idempotency_keys to
  bulkorder_status;
grant update (ended_at, balance) on kept_balances to bulkorder_status;
grant update (status, code, ended_at, begun_at) on notifications to bulkorder_status;
grant delete on batch_rows, client_payment_limits, former_webhook_secrets to bulkorder_status;
grant execute on function create_client to bulkorder_status;
grant execute on function take_requests to bulkorder_status;
grant execute on function uuid_v7_floor to bulkorder_status;
grant execute on function uuid_v7_millis to bulkorder_status;
grant execute on function work_of_all to bulkorder_status;
-- What the policies ask, and what create_client does for its caller.
grant execute on function current_client, is_administrator to bulkorder_status;
grant insert on clients to bulkorder_status;
