-- Every order, payment and notification is inserted once and then changed once, when it ends. That change stays on its page
-- and out of the indexes (a heap-only tuple) if the page has room and no index names a column that changes, be it only in its
-- predicate.

alter table orders
  add column bound boolean not null generated always as (status <> 'CANCELLED') stored,
  set (fillfactor = 50);
comment on column orders.bound is 'whether the order binds its reference; stays what it is when an order is paid';
drop index orders_reference, orders_cancelled;
create unique index orders_reference on orders (client_id, order_reference) where bound;
create index orders_cancelled on orders (client_id, order_reference) where not bound;

alter table payments set (fillfactor = 50);
drop index payments_to_ask;
create index payments_to_ask on payments (ask_at) where ask_at is not null;

alter table notifications set (fillfactor = 50);
