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
