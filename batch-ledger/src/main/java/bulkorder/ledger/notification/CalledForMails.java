package bulkorder.ledger.notification;

import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which mails to its customer the state of a row calls for: SQL that all share who begin, end and
 * keep back mails.
 */
public final class CalledForMails {

  /** Of a batch, or of its client where the batch says nothing. */
  private static final String WANTED_KINDS =
      """
      (select coalesce(b.notification_kinds, c.notification_kinds)
       from batches b join clients c on c.client_id = b.client_id
       where b.batch_id = :batchId)""";

  private static final String IS_OPEN =
      "(select b.ended_at is null from batches b where b.batch_id = :batchId)";

  /** A mail that has begun, and of a batch that runs those that are wanted in the row's state. */
  private static final String CALLED_FOR =
      """
      n.notification_id is not null
      or (k.kind = 'ORDER_CONFIRMED' or k.kind = 'PAYMENT_FAILED' and x.status = 'PAYMENT_FAILED'
          or k.kind = 'PAYMENT_RECEIVED' and x.status = 'PAID')
        and %s and %s @> to_jsonb(k.kind)"""
          .formatted(IS_OPEN, WANTED_KINDS);

  /**
   * The mails of a row {@code x} with an order, as a lateral join: their {@code kind}, and the
   * {@code notification_id}, {@code status} and {@code code} of those that have begun. Of each
   * order by itself: no plan goes through the mails of others.
   */
  static final String OF_ROW =
      """
      cross join lateral (
        select k.kind, n.notification_id, coalesce(n.status, 'PENDING') as status, n.code
        from (values ('ORDER_CONFIRMED'), ('PAYMENT_FAILED'), ('PAYMENT_RECEIVED')) k(kind)
        left join lateral (
          select notification_id, status, code from notifications
          where order_id = x.order_id and notifications.kind = k.kind
          limit 1) n on true
        where %s
      ) m
      """
          .formatted(CALLED_FOR);

  /**
   * Derives the notification of rows from their mails, so that it never drifts: pending while one
   * of them is, else the worst of their ends; none where none is called for.
   *
   * @param rows a select that gives the {@code row_number}s of rows whose mails have changed
   */
  static String settle(String rows) {
    return """
    update batch_rows r
    set notification_status = s.status, notification_code = s.code, updated_at = clock_timestamp()
    from (
      select distinct on (x.row_number) x.batch_id, x.row_number, m.status, m.code
      from (%s) changed
      cross join lateral (
        select batch_id, row_number, order_id, status from batch_rows
        where batch_id = :batchId and row_number = changed.row_number and order_id is not null
        limit 1) x
      left join lateral (select m.status, m.code from (select) as one %s) m on true
      order by x.row_number,
        array_position(array['PENDING', 'FAILED', 'BOUNCED', 'COMPLAINED', 'SUPPRESSED', 'SENT'], m.status)
    ) s
    where r.batch_id = s.batch_id and r.row_number = s.row_number
      and (r.notification_status, r.notification_code) is distinct from (s.status, s.code)
    """
        .formatted(rows, OF_ROW);
  }

  private CalledForMails() {}

  /** Whether an order of the batch {@code :batchId} is confirmed by mail. */
  public static String confirmed() {
    return WANTED_KINDS + " @> '\"ORDER_CONFIRMED\"'";
  }

  /**
   * The numbers of the chunks in which a row calls for a mail now.
   *
   * @param moved rows with their {@code chunk_no}, and {@code calls_for_mails} by {@link
   *     #afterPayment}
   */
  public static Set<Integer> chunksOf(Collection<Tuple> moved) {
    return moved.stream()
        .filter(row -> row.get("calls_for_mails", Boolean.class))
        .map(row -> row.get("chunk_no", Integer.class))
        .collect(Collectors.toSet());
  }

  /**
   * Whether a payment that ends calls for a mail. A batch that has ended is not opened again by
   * one.
   *
   * @param rowStatus an expression for what the row of the order becomes
   */
  public static String afterPayment(String rowStatus) {
    return """
    (%1$s in ('PAID', 'PAYMENT_FAILED')
      and %3$s
      and %2$s @> to_jsonb(case %1$s when 'PAID' then 'PAYMENT_RECEIVED' else 'PAYMENT_FAILED' end))"""
        .formatted(rowStatus, WANTED_KINDS, IS_OPEN);
  }
}
