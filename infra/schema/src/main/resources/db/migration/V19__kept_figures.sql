-- Once the outcome of each payment of an ended batch is known, nothing changes in what it charged until another run begins. So
-- its balance is counted once, when it is asked for, and kept: to add up a million payments takes a second.
create table kept_balances (
  batch_id  uuid primary key,
  client_id text not null,
  ended_at  timestamptz not null,
  balance   jsonb not null
);
comment on column kept_balances.ended_at is 'the end of the batch that the balance is of: it holds while the batch has no other';
select keep_clients_apart('kept_balances');
grant select, insert, update on kept_balances to bulkorder_status;

-- How far the rows of an ended batch came changes only if somebody finds out what became of a payment or a mail after all. It is
-- shown in every list of batches, so it is counted at the end, and forgotten when that happens.
alter table batches add column progress_at_end jsonb;
comment on column batches.progress_at_end is 'sums over the chunks; holds while ended_at is set, null: to be counted';

-- What the last comparison of a batch with the payment provider's own list came to, for the client to see.
create table provider_comparisons (
  batch_id    uuid primary key,
  client_id   text not null,
  compared_at timestamptz not null,
  agrees      boolean not null,
  differences bigint not null check (differences >= 0),
  captured    jsonb not null
);
comment on column provider_comparisons.captured is 'sums of what the provider has as captured, by currency';
select keep_clients_apart('provider_comparisons');
grant select on provider_comparisons to bulkorder_status;

-- The API charges nobody and hands on no work: what it does not need for that it may not do.
revoke insert, update on payments, payment_orders, batch_reports from bulkorder_status;
revoke select on queue_heads from bulkorder_status;
