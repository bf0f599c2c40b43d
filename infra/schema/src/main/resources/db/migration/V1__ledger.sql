-- The batch ledger.
--
-- Names and states are those of the product's vocabulary. Money is numeric with its currency beside it. Times are
-- timestamptz. What a state machine allows is in the guarded statements of batch-ledger; what must never be stored, whatever
-- the code does, is refused here.

create table clients (
  client_id  text primary key check (client_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name       text not null check (length(name) between 1 and 200),
  status     text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  language   text not null default 'ja' check (language ~ '^[a-z]{2}$'),
  rows_max   integer not null default 1000000 check (rows_max between 1 and 1000000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column clients.language is 'of mails and messages where neither row nor request names one';
comment on column clients.rows_max is 'the most data rows that one file may have';

-- The currencies that a client may be charged in, and how much one payment may take.
create table client_payment_limits (
  client_id  text not null references clients,
  currency   text not null check (currency ~ '^[A-Z]{3}$'),
  amount_min numeric(19, 4) not null check (amount_min > 0),
  amount_max numeric(19, 4) not null,
  primary key (client_id, currency),
  check (amount_max >= amount_min)
);

create table batches (
  batch_id           uuid primary key,
  client_id          text references clients,
  status             text not null check (status in ('AWAITING_UPLOAD', 'IMPORTING', 'PROCESSING', 'COMPLETED',
                       'COMPLETED_WITH_ERRORS', 'REJECTED', 'UPLOAD_EXPIRED', 'CANCELLED', 'VALIDATED', 'PAUSED')),
  csv_source         text not null check (length(csv_source) between 1 and 1024),
  bulk_import_group  text check (length(bulk_import_group) between 1 and 200),
  object_bucket      text,
  object_key         text,
  object_version     text,
  object_etag        text,
  content_sha256     bytea check (length(content_sha256) = 32),
  forced             boolean not null default false,
  run_no             integer not null default 1 check (run_no >= 1),
  rows_read          integer not null default 0 check (rows_read >= 0),
  rejection_code     text,
  rejection_values   jsonb not null default '{}',
  created_at         timestamptz not null,
  upload_expires_at  timestamptz,
  accepted_at        timestamptz,
  queued_at          timestamptz,
  ended_at           timestamptz,
  check ((status = 'REJECTED') = (rejection_code is not null)),
  check (client_id is not null or status = 'REJECTED'),
  check ((status = 'AWAITING_UPLOAD') <= (upload_expires_at is not null)),
  check ((status in ('COMPLETED', 'COMPLETED_WITH_ERRORS', 'REJECTED', 'UPLOAD_EXPIRED', 'CANCELLED')) = (ended_at is not null))
);
comment on column batches.client_id is 'null only where a file was dropped for a client that does not exist';
comment on column batches.object_version is 'the object''s version id, else its ETag and sequencer: one object version makes one batch';
comment on column batches.queued_at is 'when the last chunk message of the import was sent';
create unique index batches_object on batches (object_bucket, object_key, object_version) where object_version is not null;
create unique index batches_content on batches (client_id, content_sha256)
  where not forced and status in ('PROCESSING', 'COMPLETED', 'COMPLETED_WITH_ERRORS', 'VALIDATED', 'PAUSED');
create index batches_of_client on batches (client_id, batch_id);
create index batches_by_key on batches (object_key);
create index batches_open on batches (batch_id) where ended_at is null;

create table batch_runs (
  batch_id   uuid not null references batches,
  run_no     integer not null check (run_no >= 1),
  kind       text not null check (kind in ('IMPORT', 'RETRY', 'CORRECTION')),
  started_at timestamptz not null,
  ended_at   timestamptz,
  primary key (batch_id, run_no)
);

-- Batch ids are UUIDs of version 7, which begin with their time, so a range of ids is a range of time: chunks and rows are
-- partitioned by month, each query finds its partition by the batch id, and an old month is dropped, not deleted.

create table batch_chunks (
  batch_id                 uuid not null references batches,
  chunk_no                 integer not null check (chunk_no >= 1),
  run_no                   integer not null check (run_no >= 1),
  client_id                text not null,
  first_row                integer not null check (first_row >= 1),
  last_row                 integer not null,
  rows                     integer not null check (rows between 1 and 1000),
  invalid                  integer not null default 0,
  duplicate                integer not null default 0,
  queued                   integer not null default 0,
  ordered                  integer not null default 0,
  paid                     integer not null default 0,
  payment_failed           integer not null default 0,
  payment_unknown          integer not null default 0,
  cancelled                integer not null default 0,
  failed                   integer not null default 0,
  notifications_pending    integer not null default 0,
  notifications_sent       integer not null default 0,
  notifications_failed     integer not null default 0,
  notifications_suppressed integer not null default 0,
  open_rows                integer not null check (open_rows between 0 and rows),
  amounts                  jsonb not null default '{}',
  payment_lease_until      timestamptz,
  notification_lease_until timestamptz,
  sent_at                  timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  primary key (batch_id, chunk_no),
  check (last_row >= first_row),
  check (rows = invalid + duplicate + queued + ordered + paid + payment_failed + payment_unknown + cancelled + failed)
) partition by range (batch_id);
comment on column batch_chunks.open_rows is 'rows whose payment or notification has not ended';
comment on column batch_chunks.amounts is 'sums of money, {row status: {currency: amount}}';
comment on column batch_chunks.sent_at is 'when a message of this chunk was last sent because work was found standing still, else when it was imported';

-- No foreign key to chunk or batch: COPY would check it row by row. The import inserts both in one transaction.
create table batch_rows (
  batch_id            uuid not null,
  row_number          integer not null check (row_number >= 1),
  chunk_no            integer not null,
  client_id           text not null,
  status              text not null check (status in ('INVALID', 'DUPLICATE', 'QUEUED', 'ORDERED', 'PAID', 'PAYMENT_FAILED',
                        'PAYMENT_UNKNOWN', 'CANCELLED', 'FAILED')),
  notification_status text check (notification_status in ('PENDING', 'SENT', 'FAILED', 'SUPPRESSED', 'BOUNCED', 'COMPLAINED')),
  code                text,
  errors              jsonb,
  order_reference     text collate "C",
  customer_name       text,
  customer_email      text,
  product_code        text,
  quantity            integer check (quantity > 0),
  unit_price          numeric(19, 4) check (unit_price > 0),
  amount              numeric(19, 4) check (amount > 0),
  currency            text check (currency ~ '^[A-Z]{3}$'),
  payment_method      text,
  language            text,
  requested_date      date,
  note                text,
  content_digest      bytea,
  order_id            bigint,
  same_as_row         integer check (same_as_row < row_number),
  updated_at          timestamptz not null default now(),
  primary key (batch_id, row_number),
  check (status = 'INVALID' or (order_reference is not null and customer_name is not null and customer_email is not null
    and product_code is not null and quantity is not null and unit_price is not null and amount is not null
    and amount = quantity * unit_price
    and currency is not null and payment_method is not null and language is not null and content_digest is not null)),
  check ((status = 'INVALID') = (errors is not null)),
  check (status not in ('ORDERED', 'PAID', 'PAYMENT_FAILED', 'PAYMENT_UNKNOWN') or order_id is not null)
) partition by range (batch_id);
comment on column batch_rows.row_number is 'as a person sees it in the file: the header is row 1';
comment on column batch_rows.code is 'why the row is in its state, where the state alone does not say it';
comment on column batch_rows.errors is 'every error of an INVALID row: [{"column", "code", "value"}]';
comment on column batch_rows.order_id is 'the order that the row became, or of which it is a duplicate';
comment on column batch_rows.same_as_row is 'the earlier row of this file of which it is a duplicate';
comment on column batch_rows.content_digest is 'SHA-256 of what was ordered: two rows with one reference and one digest are the same order';

-- Orders outlive batches: no foreign key leads from here to what is dropped with its month.
create table orders (
  order_id          bigint generated always as identity primary key,
  client_id         text not null,
  order_reference   text collate "C" not null check (length(order_reference) between 1 and 100),
  batch_id          uuid,
  csv_source        text,
  bulk_import_group text,
  import_row_number integer check (import_row_number >= 1),
  status            text not null default 'PENDING' check (status in ('PENDING', 'PAID', 'CANCELLED')),
  customer_name     text not null,
  customer_email    text not null,
  product_code      text not null,
  quantity          integer not null check (quantity > 0),
  unit_price        numeric(19, 4) not null check (unit_price > 0),
  amount            numeric(19, 4) not null check (amount > 0),
  currency          text not null check (currency ~ '^[A-Z]{3}$'),
  payment_method    text not null,
  language          text not null,
  requested_date    date,
  note              text,
  content_digest    bytea not null,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now()
) with (fillfactor = 85);
comment on table orders is 'also the identity of orders: never dropped';
create unique index orders_reference on orders (client_id, order_reference) where status <> 'CANCELLED';
create index orders_cancelled on orders (client_id, order_reference) where status = 'CANCELLED';

create table payments (
  payment_id         bigint generated always as identity primary key,
  client_id          text not null,
  batch_id           uuid,
  idempotency_key    text not null unique,
  amount             numeric(19, 4) not null check (amount > 0),
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  payment_method     text not null,
  status             text not null default 'PENDING'
                       check (status in ('PENDING', 'CAPTURED', 'DECLINED', 'UNKNOWN', 'NOT_CHARGED')),
  provider_reference text,
  decline_code       text,
  calls              integer not null default 0 check (calls >= 0),
  created_at         timestamptz not null default now(),
  ended_at           timestamptz,
  check (status <> 'CAPTURED' or provider_reference is not null),
  check ((status = 'DECLINED') = (decline_code is not null)),
  check ((status in ('CAPTURED', 'DECLINED', 'NOT_CHARGED')) = (ended_at is not null))
) with (fillfactor = 85);
comment on column payments.calls is 'invocations that set out to call the provider with this key: above 0 a charge may exist';

-- Which payment covers which orders.
create table payment_orders (
  payment_id bigint not null references payments,
  order_id   bigint not null references orders,
  attempt    integer not null check (attempt >= 1),
  amount     numeric(19, 4) not null check (amount > 0),
  live       boolean not null default true,
  primary key (payment_id, order_id)
) with (fillfactor = 85);
comment on column payment_orders.attempt is 'counts the attempts to be paid for one order reference of one client';
comment on column payment_orders.live is 'false once the payment is known to be declined or not charged';
create unique index payment_orders_live on payment_orders (order_id) where live;
create index payment_orders_past on payment_orders (order_id) where not live;

create table notifications (
  notification_id     bigint generated always as identity primary key,
  client_id           text not null,
  batch_id            uuid,
  order_id            bigint not null references orders,
  kind                text not null check (kind in ('ORDER_CONFIRMED')),
  language            text not null,
  status              text not null default 'PENDING'
                        check (status in ('PENDING', 'SENT', 'FAILED', 'SUPPRESSED', 'BOUNCED', 'COMPLAINED')),
  code                text,
  provider_message_id text,
  calls               integer not null default 0 check (calls >= 0),
  created_at          timestamptz not null default now(),
  ended_at            timestamptz,
  unique (order_id, kind),
  check (status not in ('FAILED', 'SUPPRESSED') or code is not null),
  check ((status = 'PENDING') = (ended_at is null))
) with (fillfactor = 85);

create table dead_letters (
  dead_letter_id bigint generated always as identity primary key,
  queue          text not null,
  message_id     text not null,
  batch_id       uuid,
  chunk_no       integer,
  body           text not null check (length(body) <= 262144),
  received_at    timestamptz not null default now(),
  unique (queue, message_id)
);

create table audit_events (
  audit_event_id bigint generated always as identity primary key,
  occurred_at    timestamptz not null default now(),
  client_id      text,
  actor          text not null,
  action         text not null,
  subject        text not null,
  details        jsonb not null default '{}'
);
create index audit_events_of_subject on audit_events (subject, audit_event_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are append-only';
end $$;
create trigger audit_events_append_only before update or delete or truncate on audit_events
  for each statement execute function refuse_change();

-- The smallest UUID of version 7 made at or after a time: the bound between two partitions.
create function uuid_v7_floor(at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of this month and of the given number of months after it. Rows and chunks are updated in place as their
-- batch proceeds: the space that the fill factor leaves lets those updates stay on their page and out of the indexes.
create function add_partitions(months_ahead integer) returns integer language plpgsql as $$
declare
  month timestamptz;
  parent text;
  added integer := 0;
begin
  for i in 0 .. months_ahead loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    foreach parent in array array['batch_chunks', 'batch_rows'] loop
      if to_regclass(parent || to_char(month at time zone 'UTC', '_YYYYMM')) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 50)',
          parent || to_char(month at time zone 'UTC', '_YYYYMM'), parent, uuid_v7_floor(month),
          uuid_v7_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
        added := added + 1;
      end if;
    end loop;
  end loop;
  return added;
end $$;
