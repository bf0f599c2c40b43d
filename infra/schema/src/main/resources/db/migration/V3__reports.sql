-- What was written of a batch for its client to fetch: the API need not ask the object store what is there.

create table batch_reports (
  batch_id   uuid not null references batches,
  run_no     integer not null check (run_no >= 1),
  kind       text not null check (kind in ('ERRORS', 'RESULTS', 'UNPROCESSED')),
  object_key text not null check (length(object_key) between 1 and 1024),
  rows       integer not null check (rows >= 1),
  written_at timestamptz not null,
  primary key (batch_id, run_no, kind)
);
comment on table batch_reports is 'a report without rows is not written';

-- Batches that came to an end, or to a dry run's, with rows of their own, and whose reports are not written.
create index batches_reports_due on batches (coalesce(ended_at, accepted_at))
  where reports_at is null and accepted_at is not null and parent_batch_id is null
    and status in ('COMPLETED', 'COMPLETED_WITH_ERRORS', 'REJECTED', 'CANCELLED', 'VALIDATED');
