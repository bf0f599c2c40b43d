-- Clients that administrators create and change; how often each may call; secrets that overlap; answers that are kept for who
-- asks again.

alter table clients
  add column requests_per_second integer not null default 50 check (requests_per_second between 1 and 10000),
  add check (name !~ '[[:cntrl:]]'),
  add check (client_id <> 'administration');
comment on column clients.requests_per_second is 'how often it may call the API; for two seconds'' worth at once, after a rest';

-- The one way in which a client comes to be, at deployment and by the API: what it may do is changed afterwards.
create function create_client(new_client text, new_name text, new_language text default null, new_rate integer default null)
returns boolean language plpgsql as $$
begin
  insert into clients (client_id, name, language, requests_per_second)
  values (new_client, new_name, coalesce(new_language, 'ja'), coalesce(new_rate, 50))
  on conflict (client_id) do nothing;
  if not found then
    return false;
  end if;
  insert into client_payment_limits (client_id, currency, amount_min, amount_max) values (new_client, 'JPY', 100, 1000000);
  return true;
end $$;
comment on function create_client is 'whether there was no such client';

grant delete on client_payment_limits to bulkorder_status;

-- How many requests each client has left: a bucket that fills at its rate and holds what comes in 2 seconds. Nothing is lost with
-- it: after a crash every bucket is full.
create unlogged table request_rates (
  client_id  text primary key,
  units_left double precision not null check (units_left >= 0),
  counted_at timestamptz not null
) with (fillfactor = 50);
comment on column request_rates.units_left is 'as of counted_at; a unit is a request';

-- Takes requests of a client, as many as there are; who gets none learns in how many seconds there is one. It is asked before
-- anything is known of a request, with the owner's rights: one short call, in no transaction that names a client.
create function take_requests(taker text, wanted integer, out given integer, out per_second integer, out next_in double precision)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  held request_rates;
  present timestamptz;
  units double precision;
begin
  per_second := coalesce((select requests_per_second from clients where client_id = taker), 50);
  select * into held from request_rates where client_id = taker for update;
  if not found then
    insert into request_rates values (taker, 2 * per_second, clock_timestamp()) on conflict (client_id) do nothing;
    select * into held from request_rates where client_id = taker for update;
  end if;
  present := clock_timestamp();
  units := least(2 * per_second, held.units_left + per_second * extract(epoch from present - held.counted_at));
  given := least(wanted, floor(units));
  update request_rates set units_left = units - given, counted_at = present where client_id = taker;
  next_in := greatest(0, 1 - (units - given)) / per_second;
end $$;
revoke execute on function take_requests from public;
grant execute on function take_requests to bulkorder_status;

-- A key itself may say something of a person; its hash does not.
create table idempotency_keys (
  client_id     text not null,
  key_hash      bytea not null check (length(key_hash) = 32),
  request_hash  bytea not null check (length(request_hash) = 32),
  attempt       integer not null default 1 check (attempt >= 1),
  claimed_until timestamptz not null,
  status        integer check (status between 200 and 499),
  headers       jsonb,
  body          bytea,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  primary key (client_id, key_hash),
  check ((status is null) = (headers is null)),
  check (status is not null or body is null)
);
comment on column idempotency_keys.client_id is 'administration for administrators who work for no client: no client has this id';
comment on column idempotency_keys.key_hash is 'SHA-256 of the caller''s Idempotency-Key';
comment on column idempotency_keys.request_hash is 'SHA-256 of method, path and body: another request must have another key';
comment on column idempotency_keys.claimed_until is 'until when the request runs at most that has no status yet';
comment on column idempotency_keys.status is 'of the answer; null while there is none';
comment on column idempotency_keys.body is 'sealed: of the answer; null where it is too large to be kept';
create index idempotency_keys_expired on idempotency_keys (expires_at);
alter table idempotency_keys enable row level security;
create policy own_client on idempotency_keys to bulkorder_status
  using (client_id = (select current_client()) or (client_id = 'administration' and (select is_administrator())));
grant select, insert, update on idempotency_keys to bulkorder_status;

create table former_webhook_secrets (
  former_webhook_secret_id bigint generated always as identity primary key,
  client_id text not null,
  secret    bytea not null,
  ends_at   timestamptz not null
);
comment on table former_webhook_secrets is 'webhooks are signed with these, too, until they end';
comment on column former_webhook_secrets.secret is 'sealed, as in clients';
create index former_webhook_secrets_of_client on former_webhook_secrets (client_id, ends_at);
alter table former_webhook_secrets enable row level security;
create policy own_client on former_webhook_secrets to bulkorder_status
  using (client_id = (select current_client()) or (select is_administrator()));
grant select, insert, update, delete on former_webhook_secrets to bulkorder_status;
