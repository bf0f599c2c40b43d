-- Data keys are a client's, one for each day that it needs one, and may be wrapped anew when the master key is to be another.

alter table data_keys add column wrapped_at timestamptz;
update data_keys set wrapped_at = created_at;
alter table data_keys
  alter column wrapped_at set default now(),
  alter column wrapped_at set not null;
create index data_keys_of_client on data_keys (client_id, created_at);

comment on table data_keys is 'each seals values of its client for a day; never dropped: orders outlive that day';
comment on column data_keys.master_key is 'the name under which the key provider knows the key that wraps this one at present; at AWS KMS its ARN';
comment on column data_keys.wrapped_key is 'as the key provider made it, in Base64; infra/keys rewrap changes it, and nothing else does';
comment on column data_keys.wrapped_at is 'when that master key wrapped it';
