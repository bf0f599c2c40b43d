package bulkorder.local.chaos;

import java.util.List;

/** All invariants. Their queries see the ledger and, beside it, the tables of {@link Evidence}. */
final class Invariants {
  private Invariants() {}

  static final List<Invariant> ALL =
      List.of(
          new Invariant(
              "rows",
              "each row that came in is there once and has reached an end",
              """
              select format('File %s made %s batches, not one.', f.object_key, count(b.batch_id))
              from seen_files f left join batches b on b.object_key = f.object_key
              group by f.object_key having count(b.batch_id) <> 1
              """,
              """
              select format('File %s was refused, although it is good: %s.', f.object_key, b.rejection_code)
              from seen_files f join batches b on b.object_key = f.object_key
              where b.status = 'REJECTED' and b.rejection_code <> 'IMPORT_FAILED'
              """,
              """
              select format('File %s has %s rows, and batch %s has %s.', f.object_key, f.rows, b.batch_id, count(r.batch_id))
              from seen_files f join batches b on b.object_key = f.object_key
              left join batch_rows r on r.batch_id = b.batch_id
              where b.status <> 'REJECTED'
              group by f.object_key, f.rows, b.batch_id having count(r.batch_id) <> f.rows
              """,
              """
              select format('File %s has %s bad and %s repeated rows, and batch %s has %s and %s.',
                f.object_key, f.invalid, f.duplicates, b.batch_id, r.invalid, r.duplicates)
              from seen_files f join batches b on b.object_key = f.object_key
              cross join lateral (
                select count(*) filter (where status = 'INVALID') as invalid,
                  count(*) filter (where status = 'DUPLICATE') as duplicates
                from batch_rows where batch_id = b.batch_id) r
              where b.status <> 'REJECTED' and (f.invalid, f.duplicates) <> (r.invalid, r.duplicates)
              """,
              """
              select format('Row %s of batch %s is %s, which is no end.', row_number, batch_id, status)
              from batch_rows where status in ('QUEUED', 'ORDERED', 'PAYMENT_UNKNOWN') order by batch_id, row_number
              """,
              """
              select format('Row %s of batch %s waits for its mail.', row_number, batch_id)
              from batch_rows where notification_status = 'PENDING' order by batch_id, row_number
              """,
              """
              select format('Chunk %s of batch %s says that it has %s paid and %s open rows; it has %s and %s.',
                c.chunk_no, c.batch_id, c.paid, c.open_rows, r.paid, r.open)
              from batch_chunks c cross join lateral (
                select count(*) filter (where status = 'PAID') as paid,
                  count(*) filter (where status in ('QUEUED', 'ORDERED', 'PAYMENT_UNKNOWN')
                    or notification_status = 'PENDING') as open
                from batch_rows
                where batch_id = c.batch_id and row_number between c.first_row and c.last_row) r
              where (c.paid, c.open_rows) <> (r.paid, r.open) order by c.batch_id, c.chunk_no
              """),
          new Invariant(
              "batches",
              "each batch has ended",
              """
              select format('Batch %s of file %s is %s.', batch_id, object_key, status)
              from batches where ended_at is null order by batch_id
              """),
          new Invariant(
              "orders",
              "no order is there twice, and each belongs to one row",
              """
              select format('Client %s has order %s %s times: %s.', client_id, order_reference, count(*),
                string_agg(order_id::text, ', ' order by order_id))
              from orders where status <> 'CANCELLED'
              group by client_id, order_reference having count(*) > 1
              """,
              """
              select format('Order %s belongs to %s rows: %s.', order_id, count(*),
                string_agg(format('row %s of batch %s', row_number, batch_id), ', ' order by batch_id, row_number))
              from batch_rows where order_id is not null and status <> 'DUPLICATE'
              group by order_id having count(*) > 1
              """,
              """
              select format('Order %s (%s) belongs to no row.', o.order_id, o.order_reference)
              from orders o
              where not exists (select from batch_rows r where r.order_id = o.order_id and r.status <> 'DUPLICATE')
              order by o.order_id
              """,
              """
              select format('Row %s of batch %s is %s, and its order %s does not exist.', r.row_number, r.batch_id,
                r.status, r.order_id)
              from batch_rows r left join orders o on o.order_id = r.order_id
              where r.order_id is not null and o.order_id is null order by r.batch_id, r.row_number
              """),
          new Invariant(
              "charges",
              "no order is charged twice, and none that does not exist or is not due",
              """
              select format('The provider has charged order %s %s times: %s.', o.order_id, count(*),
                string_agg(c.provider_id, ', ' order by c.provider_id))
              from seen_charges c join seen_charged_orders o using (provider_id)
              where c.status = 'captured' group by o.order_id having count(*) > 1
              """,
              """
              select format('The provider has charged order %s, which does not exist (%s).', s.order_id, c.provider_id)
              from seen_charges c join seen_charged_orders s using (provider_id)
              left join orders o on o.order_id = s.order_id
              where c.status = 'captured' and o.order_id is null order by c.provider_id
              """,
              """
              select format('The provider has charged order %s (%s), which is %s.', s.order_id, c.provider_id, o.status)
              from seen_charges c join seen_charged_orders s using (provider_id)
              join orders o on o.order_id = s.order_id
              where c.status = 'captured' and o.status <> 'PAID' order by c.provider_id
              """,
              """
              select format('Row %s of batch %s is PAID, and its order %s is %s.', r.row_number, r.batch_id, r.order_id,
                coalesce(o.status, 'not there'))
              from batch_rows r left join orders o on o.order_id = r.order_id
              where r.status = 'PAID' and o.status is distinct from 'PAID' order by r.batch_id, r.row_number
              """,
              """
              select format('Order %s is PAID, and no captured payment covers it.', o.order_id)
              from orders o
              where o.status = 'PAID' and not exists (
                select from payment_orders po join payments p using (payment_id)
                where po.order_id = o.order_id and p.status = 'CAPTURED')
              order by o.order_id
              """),
          new Invariant(
              "money",
              "the provider has captured what the ledger says that it has, to the yen",
              """
              select format('The provider captured %s %s, the ledger says %s %s.',
                coalesce(p.total, 0), currency, coalesce(l.total, 0)::numeric(19, 0), currency)
              from (select currency, sum(amount) as total from seen_charges where status = 'captured' group by currency) p
              full join (select currency, sum(amount) as total from payments where status = 'CAPTURED' group by currency) l
                using (currency)
              where p.total is distinct from l.total
              """,
              """
              select format('The provider captured %s %s as %s, of which the ledger knows no payment.', c.amount, c.currency,
                c.provider_id)
              from seen_charges c left join payments p on p.idempotency_key = c.idempotency_key
              where c.status = 'captured' and p.payment_id is null order by c.provider_id
              """,
              """
              select format('The provider captured %s %s as %s, and the ledger''s payment %s says %s %s and is %s.',
                c.amount, c.currency, c.provider_id, p.payment_id, p.amount::numeric(19, 0), p.currency, p.status)
              from seen_charges c join payments p on p.idempotency_key = c.idempotency_key
              where c.status = 'captured' and (p.status <> 'CAPTURED' or p.amount <> c.amount or p.currency <> c.currency)
              order by p.payment_id
              """,
              """
              select format('Payment %s of %s %s is CAPTURED in the ledger, and the provider has not captured it.',
                p.payment_id, p.amount::numeric(19, 0), p.currency)
              from payments p
              where p.status = 'CAPTURED' and not exists (
                select from seen_charges c where c.idempotency_key = p.idempotency_key and c.status = 'captured')
              order by p.payment_id
              """),
          new Invariant(
              "mails",
              "no mail tells of an order that does not exist, none that was sent is missing, and none was sent more often than it says",
              """
              select format('Mail %s tells of order %s, which does not exist.', m.mail_id, coalesce(m.reference, 'no name'))
              from seen_mails m left join orders o on o.order_reference = m.reference
              where o.order_id is null order by m.mail_id
              """,
              """
              select format('The mail of order %s counts as sent (%s), and the mailbox does not have it.', n.order_id,
                n.provider_message_id)
              from notifications n left join seen_mails m on m.mail_id = n.provider_message_id
              where n.status = 'SENT' and m.mail_id is null order by n.order_id
              """,
              """
              select format('Mail %s was sent %s times, and the ledger counts %s requests with it.', n.notification_id,
                count(*), n.calls)
              from seen_mails m join notifications n on n.notification_id = m.notification_id
              group by n.notification_id having count(*) > n.calls order by n.notification_id
              """),
          new Invariant(
              "deadLetters",
              "each dead letter and each failed row is explained",
              """
              select format('Dead letter %s of %s points to chunk %s of batch %s, which has %s open rows.',
                d.dead_letter_id, d.queue, d.chunk_no, d.batch_id, c.open_rows)
              from dead_letters d join batch_chunks c on c.batch_id = d.batch_id and c.chunk_no = d.chunk_no
              where c.open_rows > 0 order by d.dead_letter_id
              """,
              """
              select format('Row %s of batch %s is %s, and no code says why.', row_number, batch_id, status)
              from batch_rows where status in ('FAILED', 'PAYMENT_FAILED') and code is null order by batch_id, row_number
              """,
              """
              select format('Row %s of batch %s is FAILED (%s), and no dead letter points to its chunk.', r.row_number,
                r.batch_id, r.code)
              from batch_rows r
              where r.status = 'FAILED' and r.code in ('ORDER_NOT_CREATED', 'PAYMENT_NOT_SENT') and not exists (
                select from dead_letters d where d.batch_id = r.batch_id and d.chunk_no = r.chunk_no)
              order by r.batch_id, r.row_number
              """,
              """
              select format('Batch %s of file %s was given up, and no dead letter tells of it.', b.batch_id, b.object_key)
              from batches b
              where b.rejection_code = 'IMPORT_FAILED' and not exists (
                select from dead_letters d where d.queue = 'import-dead-letter' and position(b.object_key in d.body) > 0)
              order by b.batch_id
              """),
          new Invariant(
              "queues",
              "no queue holds a message",
              "select format('Queue %s holds %s messages.', name, messages) from seen_queues where messages > 0 order by name"));
}
