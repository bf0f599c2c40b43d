-- Mails of several kinds, what is told to a client's own people and systems, the rate at which a mail provider is called, and
-- addresses that are not mailed any more.

alter table clients
  add column notification_kinds jsonb not null default '["ORDER_CONFIRMED", "PAYMENT_FAILED", "BATCH_FINISHED"]'
    check (notification_kinds <@ '["ORDER_CONFIRMED", "PAYMENT_FAILED", "PAYMENT_RECEIVED", "BATCH_FINISHED"]'),
  add column operators      bytea,
  add column webhook_url    text check (length(webhook_url) between 1 and 2000),
  add column webhook_secret bytea,
  add check ((webhook_url is null) = (webhook_secret is null));
comment on column clients.notification_kinds is 'which mails are sent where a batch says nothing of it';
comment on column clients.operators is 'sealed: the mail addresses of the client''s own people, who are told of the end of a batch';
comment on column clients.webhook_url is 'where the client''s system is told of its batches';
comment on column clients.webhook_secret is 'sealed: the key that signs what is sent there';

alter table batches
  add column notification_kinds jsonb
    check (notification_kinds <@ '["ORDER_CONFIRMED", "PAYMENT_FAILED", "PAYMENT_RECEIVED", "BATCH_FINISHED"]'),
  add column language text check (language ~ '^[a-z]{2}$');
comment on column batches.notification_kinds is 'which mails are sent of this batch; null for those that its client has';
comment on column batches.language is 'of mails and messages where a row names none; null for the client''s';

alter table batch_rows add column notification_code text;
comment on column batch_rows.notification_status is 'of all mails that the row''s state calls for: PENDING while one is, else the worst end';
comment on column batch_rows.notification_code is 'why the notification is in its state, where the state alone does not say it';

alter table notifications
  drop constraint notifications_kind_check,
  add check (kind in ('ORDER_CONFIRMED', 'PAYMENT_FAILED', 'PAYMENT_RECEIVED', 'BATCH_FINISHED')),
  alter column order_id drop not null,
  add column run_no    integer check (run_no >= 1),
  add column recipient integer check (recipient >= 1),
  add column personal  bytea,
  add column begun_at  timestamptz,
  add check ((kind = 'BATCH_FINISHED') = (order_id is null)),
  add check ((kind = 'BATCH_FINISHED') = (batch_id is not null and run_no is not null and recipient is not null
    and personal is not null));
comment on table notifications is 'an order that is declined is cancelled, and its row ordered anew: an order has one mail of each kind';
comment on column notifications.run_no is 'the run of the batch whose end is told';
comment on column notifications.recipient is 'which of the client''s operators is told, from 1';
comment on column notifications.personal is 'sealed: the operator''s mail address; a customer''s is in the order';
comment on column notifications.begun_at is 'when the first request with this mail was begun: what is tried for too long is given up';
comment on column notifications.calls is 'requests that were begun with this mail: above 1 it may have been sent more than once';
create unique index notifications_of_end on notifications (batch_id, run_no, recipient) where order_id is null;

-- A keyed hash: who reads this table learns no address.
create table suppressed_addresses (
  client_id    text not null,
  address_hash bytea not null check (length(address_hash) = 32),
  reason       text not null check (reason in ('BOUNCED', 'COMPLAINED')),
  created_at   timestamptz not null default now(),
  primary key (client_id, address_hash)
);
comment on column suppressed_addresses.address_hash is 'HMAC-SHA256 of the address in lower case';

-- One row for each provider: the turns that were given away reach to next_at, and who wants turns takes them from there.
create table send_rates (
  provider         text primary key check (length(provider) between 1 and 40),
  units_per_second double precision not null check (units_per_second > 0),
  next_at          timestamptz not null,
  throttled_at     timestamptz,
  changed_at       timestamptz not null
) with (fillfactor = 50);
comment on column send_rates.units_per_second is 'in force now; a unit is what the provider counts';
comment on column send_rates.next_at is 'when the next unit may be sent';
comment on column send_rates.throttled_at is 'when the provider last said that it was too much';

-- What a client's own people and systems are told of its batches, written in the transaction that makes it true.
create table announcements (
  announcement_id bigint generated always as identity primary key,
  message_id      uuid not null unique default gen_random_uuid(),
  client_id       text not null,
  batch_id        uuid not null references batches,
  run_no          integer not null check (run_no >= 1),
  event           text not null check (event in ('BATCH_ACCEPTED', 'BATCH_REJECTED', 'BATCH_PAUSED', 'BATCH_COMPLETED')),
  channel         text not null check (channel in ('WEBHOOK', 'MAIL')),
  payload         jsonb not null,
  status          text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  code            text,
  calls           integer not null default 0 check (calls >= 0),
  lease_until     timestamptz,
  due_at          timestamptz not null,
  created_at      timestamptz not null,
  ended_at        timestamptz,
  check ((status = 'PENDING') = (ended_at is null)),
  check (status <> 'FAILED' or code is not null)
) with (fillfactor = 50);
comment on column announcements.message_id is 'the same however often it is sent';
comment on column announcements.payload is 'what is told, as it was when it became true';
comment on column announcements.calls is 'attempts that were begun';
comment on column announcements.due_at is 'when it is tried next';
create unique index announcements_once on announcements (batch_id, run_no, event, channel) where event <> 'BATCH_PAUSED';
create index announcements_of_batch on announcements (batch_id, announcement_id);
create index announcements_due on announcements (due_at) where ended_at is null;
