package bulkorder.ledger.payment;

import bulkorder.ledger.Money;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;

/** How attempts are read from {@code payments p}. */
final class Attempts {

  static final String COLUMNS =
      """
      p.payment_id, p.idempotency_key, p.amount, p.currency, p.payment_method, p.provider_reference, p.created_at,
        (select string_agg(cast(o.order_id as text), ',' order by o.lead desc, o.order_id)
         from payment_orders o where o.payment_id = p.payment_id and o.live) as order_ids
      """;

  private Attempts() {}

  static Attempt of(Tuple row) {
    return new Attempt(
        row.get("payment_id", Long.class),
        row.get("idempotency_key", String.class),
        Arrays.stream(row.get("order_ids", String.class).split(",", -1))
            .map(Long::valueOf)
            .toList(),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))),
        row.get("payment_method", String.class),
        row.get("provider_reference", String.class));
  }
}
