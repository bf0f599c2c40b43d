-- Reconciliation goes through the payments of one batch, page by page.

create index payments_of_batch on payments (batch_id, payment_id);
