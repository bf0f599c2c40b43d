-- What a client asks of a file, how the file is written, rows that can be given back as they came, and personal fields under
-- encryption.

do $$ begin
  if exists (select from orders) or exists (select from batch_rows) then
    raise exception 'this ledger holds orders in plain text, from before personal fields were encrypted; begin with an empty one';
  end if;
end $$;

-- Envelope encryption: each import has a data key of its own, which the key provider's master key wraps.
create table data_keys (
  data_key_id bigint generated always as identity primary key,
  client_id   text not null,
  master_key  text not null,
  wrapped_key text not null check (length(wrapped_key) between 32 and 8192),
  created_at  timestamptz not null default now()
);
comment on table data_keys is 'never dropped: orders outlive the import that made their key';
comment on column data_keys.master_key is 'the name under which the key provider knows the key that unwraps this one';

alter table batches
  add column policy            text not null default 'CONTINUE' check (policy in ('CONTINUE', 'ALL_OR_NOTHING')),
  add column dry_run           boolean not null default false,
  add column wishes            jsonb not null default '{}',
  add column declared_rows     integer check (declared_rows >= 0),
  add column declared_sums     jsonb not null default '{}',
  add column dialect           jsonb,
  add column columns           jsonb not null default '[]',
  add column file_sums         jsonb not null default '{}',
  add column existing_orders   integer not null default 0 check (existing_orders >= 0),
  add column card_number_found boolean not null default false,
  add column object_deleted_at timestamptz,
  add column parent_batch_id   uuid references batches,
  add column parent_run_no     integer check (parent_run_no >= 2),
  add column reports_at        timestamptz,
  add check ((parent_batch_id is null) = (parent_run_no is null));
comment on column batches.wishes is 'how the client says that the file is to be read: {"encoding", "delimiter", "sheet"}';
comment on column batches.declared_sums is 'what the client says that the file comes to: {currency: amount}';
comment on column batches.dialect is 'how the file is written, as it was found; null until it is read';
comment on column batches.columns is 'the names of the file''s columns as the file has them';
comment on column batches.file_sums is 'what the file''s rows come to, good and bad ones: {currency: amount}';
comment on column batches.existing_orders is 'rows whose order existed already when the file came in';
comment on column batches.card_number_found is 'the uploaded object holds a card number and has to be deleted';
comment on column batches.parent_batch_id is 'the batch that this file corrects; its rows went there, as the run parent_run_no';
comment on column batches.reports_at is 'when the reports of the batch''s present end were written';

-- A dry run is no import: the same file may still come in.
drop index batches_content;
create unique index batches_content on batches (client_id, content_sha256)
  where not forced and status in ('PROCESSING', 'COMPLETED', 'COMPLETED_WITH_ERRORS', 'PAUSED');

alter table batch_rows
  drop column customer_name,
  drop column customer_email,
  drop column note,
  add column personal bytea,
  add column source   bytea,
  add check (status = 'INVALID' or (order_reference is not null and personal is not null and product_code is not null
    and quantity is not null and unit_price is not null and amount is not null and amount = quantity * unit_price
    and currency is not null and payment_method is not null and language is not null and content_digest is not null));
comment on column batch_rows.personal is 'sealed: the customer''s name and mail address, and the note';
comment on column batch_rows.source is 'sealed: the row''s fields as the file has them, card numbers masked';

alter table orders
  drop column customer_name,
  drop column customer_email,
  drop column note,
  add column personal bytea not null;
comment on column orders.personal is 'sealed: the customer''s name and mail address, and the note';
