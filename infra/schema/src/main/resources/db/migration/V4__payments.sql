-- Payments that may take days to be known, charges that cover several orders, and batches that wait or are stopped.

alter table batches
  add column payment_mode        text not null default 'PER_ORDER' check (payment_mode in ('PER_ORDER', 'AGGREGATED')),
  add column pause_reason        text check (pause_reason in ('PERSON', 'PROVIDER_DOWN', 'CHARGING_STOPPED')),
  add column paused_at           timestamptz,
  add column cancel_requested_at timestamptz,
  add check ((status = 'PAUSED') = (pause_reason is not null)),
  add check ((status = 'PAUSED') = (paused_at is not null));
comment on column batches.cancel_requested_at is 'when a person stopped the batch: rows that are not paid yet end as cancelled';

alter table payments
  add column provider_code text check (length(provider_code) <= 100),
  add column unknown_since timestamptz,
  add column ask_at        timestamptz,
  add column asked         integer not null default 0 check (asked >= 0);
update payments set unknown_since = created_at, ask_at = now() where status = 'UNKNOWN';
alter table payments add check ((status = 'UNKNOWN') <= (unknown_since is not null));
comment on column payments.calls is 'invocations that set out to call the provider with this key and did not come back saying that nothing was taken: above 0 a charge may exist';
comment on column payments.provider_reference is 'the provider''s id of the payment; some providers give one before they charge';
comment on column payments.decline_code is 'why it was declined, in our words';
comment on column payments.provider_code is 'why it was declined, in the provider''s words';
comment on column payments.ask_at is 'when the provider is asked next what became of it; null if nobody will ask any more';
comment on column payments.asked is 'how often the provider was asked';
create index payments_to_ask on payments (ask_at) where status = 'UNKNOWN' and ask_at is not null;

-- A payment of several orders belongs to the chunk of its lead order: that chunk's message charges it.
alter table payment_orders add column lead boolean not null default true;
comment on column payment_orders.lead is 'whether the payment is charged by the message of this order''s chunk; one order of each payment is';
create unique index payment_orders_lead on payment_orders (payment_id) where lead;

-- Whether charging is possible and allowed, known to all running copies of the payment function.
create table charging (
  singleton     boolean primary key default true check (singleton),
  down_since    timestamptz,
  probe_at      timestamptz,
  stopped_since timestamptz,
  stopped_by    text check (length(stopped_by) between 1 and 200),
  check ((down_since is null) = (probe_at is null)),
  check ((stopped_since is null) = (stopped_by is null))
);
comment on column charging.down_since is 'since when the provider has not answered';
comment on column charging.probe_at is 'when the next copy may try one charge, to see whether the provider is back';
comment on column charging.stopped_since is 'since when a person has stopped all charging';
insert into charging default values;

-- What providers said before their words were mapped.
update payments set provider_code = decline_code, decline_code = 'DECLINED_BY_ISSUER' where status = 'DECLINED';
update batch_rows set code = 'DECLINED_BY_ISSUER' where status = 'PAYMENT_FAILED';
