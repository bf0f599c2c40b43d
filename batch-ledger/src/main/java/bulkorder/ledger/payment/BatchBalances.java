package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.payment.BatchBalance.PaymentSum;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * What batches charged, by the ledger alone. It is counted once for each end of a batch, unless the
 * outcome of a payment is not known then.
 */
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

  private static final String KEPT =
      "select cast(balance as text) from kept_balances where batch_id = :batchId and ended_at = :endedAt";

  private static final String KEEP =
      """
      insert into kept_balances (batch_id, client_id, ended_at, balance)
      select batch_id, client_id, ended_at, cast(:balance as jsonb)
      from batches where batch_id = :batchId and ended_at = :endedAt
      on conflict (batch_id) do update set ended_at = excluded.ended_at, balance = excluded.balance
      """;

  private final Session session;
  private final ObjectMapper json;

  BatchBalances(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /** The balance of a batch. */
  @Transactional
  public BatchBalance of(Batch batch) {
    return batch
        .endedAt()
        .map(endedAt -> ofEnd(batch.batchId(), endedAt))
        .orElseGet(() -> count(batch.batchId()));
  }

  private BatchBalance ofEnd(BatchId batchId, Instant endedAt) {
    return session
        .createNativeQuery(KEPT, String.class)
        .setParameter("batchId", batchId.value())
        .setParameter("endedAt", endedAt)
        .getResultStream()
        .findFirst()
        .map(this::read)
        .orElseGet(() -> counted(batchId, endedAt));
  }

  private BatchBalance counted(BatchId batchId, Instant endedAt) {
    BatchBalance balance = count(batchId);
    if (balance.isFinal()) {
      keep(batchId, endedAt, balance);
    }
    return balance;
  }

  private void keep(BatchId batchId, Instant endedAt, BatchBalance balance) {
    session
        .createNativeMutationQuery(KEEP)
        .setParameter("batchId", batchId.value())
        .setParameter("endedAt", endedAt)
        .setParameter("balance", written(balance))
        .executeUpdate();
  }

  private BatchBalance read(String balance) {
    try {
      return json.readValue(balance, BatchBalance.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept balance cannot be read", e);
    }
  }

  private String written(BatchBalance balance) {
    try {
      return json.writeValueAsString(balance);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a balance cannot be written", e);
    }
  }

  private BatchBalance count(BatchId batchId) {
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
