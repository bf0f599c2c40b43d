-- Lists of orders, payments and mails, newest first. No index names a column that changes when an order is paid or its mail is
-- sent, be it only in its predicate: those updates stay out of the indexes. What ends otherwise is rare, and found by
-- columns that are set for that alone.

create index orders_of_client on orders (client_id, created_at, order_id);
create index orders_of_batch on orders (batch_id, created_at, order_id);
create index orders_of_group on orders (client_id, bulk_import_group, created_at, order_id)
  where bulk_import_group is not null;
create index orders_not_bound on orders (client_id, created_at, order_id) where not bound;

create index payments_of_client on payments (client_id, payment_id);
alter table payments
  add column amiss boolean not null generated always as (status in ('DECLINED', 'UNKNOWN', 'NOT_CHARGED')) stored;
comment on column payments.amiss is 'whether it did not simply take the money; stays what it is when the money is taken';
create index payments_amiss on payments (client_id, payment_id) where amiss;

create index notifications_of_client on notifications (client_id, notification_id);
create index notifications_of_batch on notifications (batch_id, notification_id);
create index notifications_with_code on notifications (client_id, notification_id) where code is not null;

-- Figures of a client's batches over some days are sums over chunks.
create index batch_chunks_of_client on batch_chunks (client_id, batch_id);

-- When a UUID of version 7 was made, in milliseconds of Unix time.
create function uuid_v7_millis(id uuid) returns bigint language sql immutable strict parallel safe
  return ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint;
