-- An announcement that was given up can be asked for again, and then has as long again.

alter table announcements
  add column give_up_at timestamptz not null default clock_timestamp() + interval '24 hours';
comment on column announcements.give_up_at is 'after this it is not tried any more';
comment on column announcements.code is 'why the last attempt did not succeed';
