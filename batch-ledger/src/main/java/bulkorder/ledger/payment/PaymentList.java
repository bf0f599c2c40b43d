package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The payments of one client, for reading. */
@ApplicationScoped
public class PaymentList {

  /** The most payments of one page. */
  public static final int PAGE_SIZE_MAX = 500;

  private static final String PAGE =
      """
      select p.payment_id, p.status, p.batch_id, led.order_id, p.amount, p.currency, p.provider_reference,
        p.decline_code, p.calls, p.unknown_since, p.created_at, p.ended_at
      from (select * from payments where %s order by payment_id desc limit :limit) p
      left join lateral (
        select order_id from payment_orders where payment_id = p.payment_id and lead limit 1) led on true
      order by p.payment_id desc
      """;

  private final Session session;

  PaymentList(Session session) {
    this.session = session;
  }

  /**
   * A page of payments, newest first.
   *
   * @param before the id of the last payment of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public Page<PaymentView> page(
      ClientId clientId, PaymentFilter filter, @Nullable Long before, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    Conditions conditions = of(clientId).and("payment_id < :before", "before", before);
    filter.addTo(conditions);
    return Page.of(found(conditions, size + 1), size);
  }

  /** A payment of the client, if it has such a one. */
  @Transactional
  public Optional<PaymentView> find(ClientId clientId, long paymentId) {
    Conditions conditions = of(clientId).and("payment_id = :paymentId", "paymentId", paymentId);
    return found(conditions, 1).stream().findFirst();
  }

  private static Conditions of(ClientId clientId) {
    return new Conditions().and("client_id = :clientId", "clientId", clientId.value());
  }

  private List<PaymentView> found(Conditions conditions, int limit) {
    return conditions
        .query(session, PAGE)
        .setParameter("limit", limit)
        .getResultStream()
        .map(PaymentList::payment)
        .toList();
  }

  private static PaymentView payment(Tuple row) {
    return new PaymentView(
        row.get("payment_id", Long.class),
        PaymentStatus.valueOf(row.get("status", String.class)),
        Optional.ofNullable(row.get("batch_id", UUID.class)).map(BatchId::new),
        Optional.ofNullable(row.get("order_id", Long.class)),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))),
        Optional.ofNullable(row.get("provider_reference", String.class)),
        Optional.ofNullable(row.get("decline_code", String.class)).map(DeclineCode::valueOf),
        row.get("calls", Integer.class),
        Optional.ofNullable(row.get("unknown_since", Instant.class)),
        row.get("created_at", Instant.class),
        Optional.ofNullable(row.get("ended_at", Instant.class)));
  }
}
