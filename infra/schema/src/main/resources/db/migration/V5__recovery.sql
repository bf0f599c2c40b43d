-- How far the queues have come, so that work which waits in a long queue is told from work whose message is lost.

create table queue_heads (
  queue     text not null check (length(queue) between 1 and 80),
  client_id text not null,
  sent_at   timestamptz not null,
  seen_at   timestamptz not null,
  primary key (queue, client_id)
) with (fillfactor = 50);
comment on table queue_heads is 'of each queue and client, the message that was sent last of those that workers have received';
comment on column queue_heads.sent_at is 'when that message was sent';
comment on column queue_heads.seen_at is 'when a worker last noted that it received one';

-- A connection whose function froze must not hold a chunk for ever, and nobody waits for a lock longer than an invocation
-- lasts. Of the role in this database, not of a session: a session's own settings would pin its connection in RDS Proxy.
do $$ begin
  execute format('alter role current_user in database %I set lock_timeout = ''30s''', current_database());
  execute format('alter role current_user in database %I set idle_in_transaction_session_timeout = ''60s''',
    current_database());
end $$;
