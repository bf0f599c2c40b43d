package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Money;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** The ledger's side of a comparison with the payment provider's own list. */
@ApplicationScoped
public class Reconciliations {

  private static final String LINES =
      """
      select status, currency, count(*) as rows, coalesce(sum(amount), 0) as amount
      from batch_rows where batch_id = :batchId
      group by status, currency
      """;

  /** What is kept of rows that have expired. */
  private static final String LINES_OF_EXPIRED =
      """
      select line ->> 'status' as status, line ->> 'currency' as currency, cast(line ->> 'rows' as bigint) as rows,
        cast(line ->> 'amount' as numeric) as amount
      from batches b cross join jsonb_array_elements(b.account) line
      where b.batch_id = :batchId
      """;

  private static final String WITH_KEYS =
      """
      select p.payment_id, p.batch_id, p.idempotency_key, p.status, p.amount, p.currency
      from unnest(cast(:keys as text[])) as listed(idempotency_key)
      join payments p on p.idempotency_key = listed.idempotency_key
      """;

  private static final String CAPTURED =
      """
      select payment_id, batch_id, idempotency_key, status, amount, currency
      from payments
      where batch_id = :batchId and payment_id > :after and status = 'CAPTURED'
      order by payment_id limit :limit
      """;

  private static final String ORDERS =
      """
      select po.payment_id, o.order_id, o.order_reference
      from payment_orders po join orders o on o.order_id = po.order_id
      where po.payment_id = any(cast(:paymentIds as bigint[]))
      order by po.payment_id, po.lead desc, o.order_id
      limit :limit
      """;

  private final Session session;
  private final Batches batches;

  Reconciliations(Session session, Batches batches) {
    this.session = session;
    this.batches = batches;
  }

  /** A batch's account; empty unless all rows of its file are in the ledger as rows of its own. */
  @Transactional
  public Optional<BatchAccount> account(BatchId batchId) {
    return batches
        .find(batchId)
        .filter(batch -> batch.acceptedAt().isPresent() && batch.parent().isEmpty())
        .map(this::account);
  }

  /** The payments that have one of these keys. */
  @Transactional
  public List<LedgerPayment> withKeys(Collection<String> keys) {
    return payments(
        session
            .createNativeQuery(WITH_KEYS, Tuple.class)
            .setParameter("keys", keys.toArray(String[]::new)));
  }

  /**
   * A page of a batch's payments that are captured.
   *
   * @param after the id of the last payment of the page before, or 0
   */
  @Transactional
  public List<LedgerPayment> captured(BatchId batchId, long after, int limit) {
    return payments(
        session
            .createNativeQuery(CAPTURED, Tuple.class)
            .setParameter("batchId", batchId.value())
            .setParameter("after", after)
            .setParameter("limit", limit));
  }

  /**
   * The orders of payments, the lead of each first.
   *
   * @param limit how many at most in all
   */
  @Transactional
  public List<PaidOrder> orders(Collection<Long> paymentIds, int limit) {
    return session
        .createNativeQuery(ORDERS, Tuple.class)
        .setParameter("paymentIds", paymentIds.toArray(Long[]::new))
        .setParameter("limit", limit)
        .getResultStream()
        .map(
            row ->
                new PaidOrder(
                    row.get("payment_id", Long.class),
                    row.get("order_id", Long.class),
                    row.get("order_reference", String.class)))
        .toList();
  }

  private BatchAccount account(Batch batch) {
    List<AccountLine> lines =
        session
            .createNativeQuery(
                batch.rowsExpiredAt().isPresent() ? LINES_OF_EXPIRED : LINES, Tuple.class)
            .setParameter("batchId", batch.batchId().value())
            .getResultStream()
            .map(
                row ->
                    new AccountLine(
                        RowStatus.valueOf(row.get("status", String.class)),
                        row.get("currency", String.class),
                        row.get("rows", Long.class),
                        row.get("amount", BigDecimal.class)))
            .toList();
    return new BatchAccount(
        batch.batchId(),
        batch.status(),
        batch.createdAt(),
        batch.rowsRead(),
        batch.fileSums(),
        batches.corrected(batch.batchId()),
        lines);
  }

  private static List<LedgerPayment> payments(NativeQuery<Tuple> query) {
    return query
        .getResultStream()
        .map(
            row ->
                new LedgerPayment(
                    row.get("payment_id", Long.class),
                    row.get("batch_id", UUID.class),
                    row.get("idempotency_key", String.class),
                    row.get("status", String.class),
                    new Money(
                        row.get("amount", BigDecimal.class),
                        Currency.getInstance(row.get("currency", String.class)))))
        .toList();
  }
}
