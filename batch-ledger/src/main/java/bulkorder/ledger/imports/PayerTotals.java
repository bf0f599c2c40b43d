package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/**
 * Finds payers whose orders of one file, paid together, come to less than one payment takes. A
 * payer is a payment method in one currency; only rows that would run count.
 */
@ApplicationScoped
class PayerTotals {

  /** A repetition of a row goes with it: nobody may take it for done. */
  private static final String MARK =
      """
      with total as (
        select payment_method, currency, sum(amount) as amount
        from batch_rows
        where batch_id = :batchId and status = 'QUEUED'
        group by payment_method, currency
      ), low as (
        select total.payment_method, total.currency, jsonb_build_array(jsonb_build_object(
          'column', 'payment_method', 'code', 'PAYER_TOTAL_TOO_LOW', 'value', trim_scale(total.amount) || '',
          'expected', trim_scale(l.amount_min) || '')) as errors
        from total
        join client_payment_limits l on l.client_id = :clientId and l.currency = total.currency
        where total.amount < l.amount_min
      )
      update batch_rows r
      set status = 'INVALID', code = null, same_as_row = null, errors = low.errors
      from low
      where r.batch_id = :batchId and r.payment_method = low.payment_method and r.currency = low.currency
        and (r.status = 'QUEUED' or r.status = 'DUPLICATE' and r.code = 'REPEATED_IN_FILE')
      """;

  private final Session session;
  private final FreshRows freshRows;

  PayerTotals(Session session, FreshRows freshRows) {
    this.session = session;
    this.freshRows = freshRows;
  }

  /** Makes the queued rows of such payers invalid. */
  @Transactional(Transactional.TxType.MANDATORY)
  int markTooLow(BatchId batchId, ClientId clientId) {
    return freshRows.changeWithoutNestedLoops(
        session
            .createNativeMutationQuery(MARK)
            .setParameter("batchId", batchId.value())
            .setParameter("clientId", clientId.value()));
  }
}
