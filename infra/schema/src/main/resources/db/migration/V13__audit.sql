-- Audit events by category and month, sealed in blocks of a hash chain, and archived before their month is dropped.

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

alter table audit_events rename to audit_events_before;
alter table audit_events_before rename constraint audit_events_pkey to audit_events_before_pkey;
drop index audit_events_of_subject;

create table audit_events (
  audit_event_id bigint generated always as identity,
  occurred_at    timestamptz not null default now(),
  category       text not null default 'CHANGE'
                   check (category in ('AUTHENTICATION', 'ACCESS', 'CHANGE', 'ADMINISTRATION')),
  client_id      text,
  actor          text not null check (length(actor) between 1 and 300),
  action         text not null check (length(action) between 1 and 100),
  subject        text not null check (length(subject) between 1 and 2000),
  details        jsonb not null default '{}'
                   check (jsonb_typeof(details) = 'object' and length(details::text) <= 20000
                     and not jsonb_path_exists(details, '$.* ? (@.type() != "string")')),
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (occurred_at, audit_event_id)
) partition by range (occurred_at);
comment on table audit_events is 'who did what when: never changed, dropped by the month once archived';
comment on column audit_events.details is 'values that explain the event, all of them texts; no personal data';
comment on column audit_events.transaction_id is
  'of the transaction that wrote it: ids are given out before the commit, so they say nothing of what is still to come';

-- Makes the partition of a time's month; says whether it was missing.
create function add_audit_partition(at timestamptz) returns boolean language plpgsql as $$
declare
  month timestamp := date_trunc('month', at at time zone 'UTC');
  name text := 'audit_events' || to_char(month, '_YYYYMM');
begin
  if to_regclass(name) is not null then
    return false;
  end if;
  execute format('create table %I partition of audit_events for values from (%L) to (%L)', name,
    month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
  -- Triggers of a statement are not inherited, and who names the partition goes around those of the whole table.
  execute format('create trigger audit_events_append_only before update or delete or truncate on %I
    for each statement execute function refuse_change_of_audit()', name);
  return true;
end $$;

create trigger audit_events_append_only before update or delete or truncate on audit_events
  for each statement execute function refuse_change_of_audit();

create index audit_events_of_client on audit_events (client_id, occurred_at, audit_event_id);
create index audit_events_of_subject on audit_events (subject, occurred_at, audit_event_id);
create index audit_events_of_action on audit_events (action, occurred_at, audit_event_id);
create index audit_events_of_category on audit_events (category, occurred_at, audit_event_id);
create index audit_events_by_transaction on audit_events (transaction_id, audit_event_id);
-- The gateway's log may be delivered twice.
create unique index audit_events_of_gateway on audit_events (subject, occurred_at) where actor = 'gateway' and action = 'REFUSED';

-- The months of what is there already, and the one before this one: the gateway's log comes late.
select add_audit_partition(month)
from generate_series(
  (select least(coalesce(min(occurred_at), now()), now() - interval '1 month') from audit_events_before),
  now() + interval '31 days', interval '14 days') as month;

insert into audit_events (audit_event_id, occurred_at, client_id, actor, action, subject, details)
  overriding system value
  select audit_event_id, occurred_at, client_id, actor, action, subject, details
  from audit_events_before order by audit_event_id;
select setval(pg_get_serial_sequence('audit_events', 'audit_event_id'), max(audit_event_id)) from audit_events
having max(audit_event_id) is not null;
drop table audit_events_before;
drop function refuse_change();

alter table audit_events enable row level security;
create policy own_client on audit_events for select to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
create policy anything_happens on audit_events for insert to bulkorder_status with check (true);
grant select, insert on audit_events to bulkorder_status;

-- A block is what was sealed at once: the events after the block before it, in the order of their transactions and, within one,
-- of their ids. All transactions before a block's last one had ended when it was sealed, so nothing can come to stand in it.
create table audit_blocks (
  block_no         bigint primary key check (block_no >= 1),
  last_transaction xid8 not null,
  last_event_id    bigint not null,
  first_event_id   bigint not null,
  events           integer not null check (events >= 1),
  hash             bytea not null check (length(hash) = 32),
  sealed_at        timestamptz not null default now()
);
comment on column audit_blocks.first_event_id is 'of the block''s first event, which need not be the smallest of its ids';
comment on column audit_blocks.hash is 'SHA-256 of the hash of the block before it and of this block''s events';
create unique index audit_blocks_by_end on audit_blocks (last_transaction, last_event_id);
create trigger audit_blocks_append_only before update or delete or truncate on audit_blocks
  for each statement execute function refuse_change_of_audit();

create table audit_archives (
  object_key       text primary key check (length(object_key) between 1 and 1024),
  archive_group    text not null check (archive_group in ('CHANGES', 'SECURITY', 'ACTIVITY')),
  day              date not null,
  part             integer not null check (part >= 1),
  first_block      bigint not null references audit_blocks,
  last_block       bigint not null references audit_blocks,
  last_transaction xid8 not null,
  last_event_id    bigint not null,
  events           integer not null check (events >= 1),
  content_sha256   bytea not null check (length(content_sha256) = 32),
  archived_at      timestamptz not null default now(),
  unique (archive_group, day, part)
);
comment on table audit_archives is 'objects that hold events of one group and one day (UTC), in the order of the blocks';
comment on column audit_archives.last_transaction is 'with last_event_id the last event that the object holds';
create index audit_archives_of_blocks on audit_archives (last_block, first_block);
create trigger audit_archives_append_only before update or delete or truncate on audit_archives
  for each statement execute function refuse_change_of_audit();

-- What is kept, and for how long, goes by groups: security is archived after 180 days, the others after 90.
create function audit_archive_group(category text) returns text language sql immutable parallel safe as $$
  select case category when 'AUTHENTICATION' then 'SECURITY' when 'CHANGE' then 'CHANGES' else 'ACTIVITY' end
$$;

-- Drops the months of audit events of which each event is archived and more than 180 days old. Nobody writes to such a month,
-- so it is looked at under a lock of its own; where writers hold the whole table for long, nothing is dropped this time: others
-- must not be kept waiting.
create function drop_archived_audit_events() returns integer language plpgsql set lock_timeout = '3s' as $$
declare
  month record;
  is_archived boolean;
  archived text[] := '{}';
  name text;
begin
  for month in
    select c.oid::regclass::text as name, to_date(right(c.relname, 6), 'YYYYMM') as first_day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_events'::regclass
    order by c.relname
  loop
    continue when (month.first_day + interval '1 month') at time zone 'UTC' > now() - interval '180 days';
    execute format('lock table %s in share mode', month.name);
    execute format($counts$
      select not exists (
        select from (select audit_archive_group(category) as archive_group, (occurred_at at time zone 'UTC')::date as day,
                       count(*) as events
                     from %s group by 1, 2) e
        left join (select archive_group, day, sum(events) as events from audit_archives group by 1, 2) a
          using (archive_group, day)
        where e.events is distinct from a.events)
      $counts$, month.name) into is_archived;
    if is_archived then
      archived := archived || month.name;
    end if;
  end loop;
  foreach name in array archived loop
    execute format('drop table %s', name);
  end loop;
  return cardinality(archived);
exception when lock_not_available then
  return 0;
end $$;

create or replace function add_partitions(months_ahead integer) returns integer language plpgsql as $$
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
    if add_audit_partition(month) then
      added := added + 1;
    end if;
  end loop;
  return added;
end $$;
