-- Mails of several invocations share a turn: a provider's window counts what arrives at one moment, whoever sends it.

alter table send_rates add column units_given integer not null default 0 check (units_given >= 0);
comment on column send_rates.next_at is 'the turn that units are given of next; none was given of a later one';
comment on column send_rates.units_given is 'how many units of that turn were given already';
comment on column send_rates.changed_at is 'when the rate fell last, or rose by a step since';
