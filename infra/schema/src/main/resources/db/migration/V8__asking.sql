-- While a provider is being asked what became of a payment, the same key may be sent again: nobody else ends the payment then.

alter table payments add column asking_until timestamptz;
comment on column payments.asking_until is 'until when an invocation may be asking the provider what became of it';
