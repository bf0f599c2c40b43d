package bulkorder.ledger.payment;

/** The number of the next attempt to be paid for an order. */
final class AttemptNumber {

  /**
   * Goes on where attempts for the same reference ended, be it by an order that was cancelled: of
   * the row {@code r}, as a select that gives {@code attempt}.
   */
  static final String NEXT_OF_ROW =
      """
      select 1 + greatest(
        coalesce((select max(past.attempt) from payment_orders past
                  where past.order_id = r.order_id and not past.live), 0),
        coalesce((select max(past.attempt) from orders o join payment_orders past on past.order_id = o.order_id
                  where o.client_id = r.client_id and o.order_reference = r.order_reference
                    and not o.bound and not past.live), 0)) as attempt
      """;

  private AttemptNumber() {}
}
