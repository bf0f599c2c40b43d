package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.Money;
import bulkorder.ledger.batch.DryRun.LargeOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The answers of dry runs: sums over chunks, and the orders that a person should look at first. */
@ApplicationScoped
public class DryRuns {

  /** How many of the largest orders are told for each currency. */
  public static final int LARGEST_ORDERS_MAX = 5;

  private static final String LARGEST =
      """
      select largest.*
      from unnest(:currencies) as by_currency(code) cross join lateral (
        select row_number, order_reference, amount, currency
        from batch_rows
        where batch_id = :batchId and status = 'QUEUED' and currency = by_currency.code
        order by amount desc, row_number
        limit :limit
      ) largest
      order by largest.currency, largest.amount desc, largest.row_number
      """;

  private final Session session;

  DryRuns(Session session) {
    this.session = session;
  }

  /** What would run of a batch; empty unless it waits for its approval. */
  @Transactional
  public Optional<DryRun> of(Batch batch, BatchProgress progress) {
    return batch.status() == BatchStatus.VALIDATED
        ? Optional.of(DryRun.of(progress, largest(batch, progress), batch.declared()))
        : Optional.empty();
  }

  private List<LargeOrder> largest(Batch batch, BatchProgress progress) {
    return session
        .createNativeQuery(LARGEST, Tuple.class)
        .setParameter("batchId", batch.batchId().value())
        .setParameter("currencies", DryRun.sums(progress).keySet().toArray(String[]::new))
        .setParameter("limit", LARGEST_ORDERS_MAX)
        .getResultStream()
        .map(DryRuns::order)
        .toList();
  }

  private static LargeOrder order(Tuple row) {
    return new LargeOrder(
        row.get("row_number", Integer.class),
        row.get("order_reference", String.class),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))));
  }
}
