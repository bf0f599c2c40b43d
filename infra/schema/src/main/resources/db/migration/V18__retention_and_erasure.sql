-- How long uploaded files, reports and rows of a client's batches are kept, and what is left of a batch when they are gone.

alter table clients
  add column files_kept_days   integer not null default 90 check (files_kept_days between 1 and 3650),
  add column reports_kept_days integer not null default 90 check (reports_kept_days between 1 and 3650),
  add column rows_kept_days    integer not null default 400 check (rows_kept_days between 1 and 3650);
comment on column clients.files_kept_days is 'days from the end of a batch until its uploaded file is deleted';
comment on column clients.reports_kept_days is 'days from the end of a batch until its reports are deleted';
comment on column clients.rows_kept_days is 'days from the end of a batch until its rows are deleted; orders and payments stay';

alter table batches
  add column reports_deleted_at timestamptz,
  add column rows_expired_at    timestamptz,
  add column rows_deleted_at    timestamptz,
  add column account            jsonb,
  add check (rows_deleted_at is null or rows_expired_at is not null),
  add check ((rows_expired_at is null) = (account is null));
comment on column batches.object_deleted_at is 'when the uploaded object was deleted, whatever for';
comment on column batches.reports_deleted_at is 'when the reports of the present run were deleted';
comment on column batches.rows_expired_at is 'since when nobody sees its rows or works on them: they are being deleted, or are';
comment on column batches.rows_deleted_at is 'when the last of its rows was deleted';
comment on column batches.account is 'what its rows came to when they expired: [{"status", "currency", "rows", "amount"}]';

-- What has ended, or waits as a dry run, and still has what a lifetime ends: each index holds no batch for which that is done.
create index batches_with_file on batches (coalesce(client_id, ''), coalesce(ended_at, accepted_at))
  where object_version is not null and object_deleted_at is null and (ended_at is not null or status = 'VALIDATED');
create index batches_with_reports on batches (client_id, coalesce(ended_at, accepted_at))
  where object_version is not null and accepted_at is not null and reports_deleted_at is null
    and (ended_at is not null or status = 'VALIDATED');
create index batches_with_rows on batches (client_id, coalesce(ended_at, accepted_at))
  where accepted_at is not null and rows_expired_at is null and (ended_at is not null or status = 'VALIDATED');
create index batches_with_expired_rows on batches (rows_expired_at)
  where rows_expired_at is not null and rows_deleted_at is null;

-- One person's data, found and erased. Values are sealed under random nonces, so nothing can look an address up: an erasure opens
-- what its client has, page by page. A keyed hash of each address, to be looked up, would make every import dearer for
-- what is asked a few times a year, and would itself be personal.

alter table orders add column erased_at timestamptz;
alter table batch_rows add column erased_at timestamptz;
alter table batches add column rows_erased_at timestamptz;
comment on column orders.erased_at is 'when what was personal in it was destroyed: personal is empty, and the digest is of nothing';
comment on column batch_rows.erased_at is 'when what was personal in it was destroyed: personal is empty, source is null';

comment on column batches.rows_erased_at is 'when rows of it were erased last: what was read of them before must not be shown';

create table erasures (
  erasure_id     bigint generated always as identity primary key,
  client_id      text not null references clients,
  find_only      boolean not null,
  customer_email bytea,
  status         text not null default 'RUNNING' check (status in ('RUNNING', 'DONE')),
  requested_by   text not null check (length(requested_by) between 1 and 300),
  requested_at   timestamptz not null default clock_timestamp(),
  ended_at       timestamptz,
  batches_to     uuid not null,
  after_batch    uuid not null default '00000000-0000-0000-0000-000000000000',
  batch_id       uuid references batches,
  after_chunk    integer not null default 0,
  after_order_at timestamptz not null default to_timestamp(0),
  after_order    bigint not null default 0,
  batches_seen   integer not null default 0,
  check ((customer_email is null) = (status = 'DONE')),
  check ((ended_at is not null) = (status = 'DONE'))
);
comment on column erasures.customer_email is 'sealed: the address; null when the work is done';
comment on column erasures.batches_to is 'batches of later ids came after it was asked for, and are not looked at';
comment on column erasures.after_batch is 'the last batch that was begun in the sequence of ids; what waited comes after all others';
comment on column erasures.batch_id is 'the batch that is being looked at; its chunks up to after_chunk and its orders up to after_order are done';
create index erasures_of_client on erasures (client_id, erasure_id);
create index erasures_running on erasures (erasure_id) where status = 'RUNNING';

-- The batches in which the person was found, and those that have to end first.
create table erasure_batches (
  erasure_id bigint not null references erasures,
  client_id  text not null,
  batch_id   uuid not null references batches,
  waits      boolean not null default false,
  rows       integer not null default 0 check (rows >= 0),
  orders     integer not null default 0 check (orders >= 0),
  files      integer not null default 0 check (files >= 0),
  reports    integer not null default 0 check (reports >= 0),
  order_ids  jsonb not null default '[]',
  primary key (erasure_id, batch_id)
);
comment on column erasure_batches.waits is 'the batch has not ended: it is looked at when it has';
comment on column erasure_batches.order_ids is 'the first hundred of the orders';

select keep_clients_apart('erasures');
select keep_clients_apart('erasure_batches');
grant select, insert on erasures to bulkorder_status;
grant select on erasure_batches to bulkorder_status;
