package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.payment.BatchBalance.PaymentSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** What batches charged, by the ledger alone. */
@ApplicationScoped
public class BatchBalances {

  /** One query, so that both sides are of the same moment. */
  private static final String OF_BATCH =
      """
      select status, currency, count(*) as payments, sum(amount) as total
      from payments where batch_id = :batchId
      group by status, currency
      union all
      select null, paid.key, null, sum(cast(paid.value as numeric))
      from batch_chunks c cross join jsonb_each_text(c.amounts -> 'PAID') paid
      where c.batch_id = :batchId
      group by paid.key
      order by status, currency
      """;

  private final Session session;

  BatchBalances(Session session) {
    this.session = session;
  }

  /** The balance of a batch. */
  @Transactional
  public BatchBalance of(BatchId batchId) {
    List<PaymentSum> payments = new ArrayList<>();
    Map<String, BigDecimal> paidRows = new HashMap<>();
    for (Tuple row :
        session
            .createNativeQuery(OF_BATCH, Tuple.class)
            .setParameter("batchId", batchId.value())
            .getResultList()) {
      String status = row.get("status", String.class);
      String currency = row.get("currency", String.class);
      BigDecimal total = row.get("total", BigDecimal.class);
      if (status == null) {
        paidRows.put(currency, total);
      } else {
        payments.add(
            new PaymentSum(
                PaymentStatus.valueOf(status), currency, row.get("payments", Long.class), total));
      }
    }
    return new BatchBalance(payments, paidRows);
  }
}
