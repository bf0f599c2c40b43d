package bulkorder.payment;

import bulkorder.ledger.Money;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.testing.LedgerView;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Attempts that are in the ledger and of which the provider has not heard yet. */
final class GivenAttempts {

  static final Money YEN_200 = yen(200);

  private static final AtomicLong ORDER_IDS = new AtomicLong(1_000_000_000L);

  private final LedgerView ledger;

  GivenAttempts(LedgerView ledger) {
    this.ledger = ledger;
  }

  Attempt with(String token) {
    return of(YEN_200, token);
  }

  Attempt of(Money amount, String token) {
    return forOrders(List.of(ORDER_IDS.incrementAndGet()), amount, token);
  }

  Attempt forOrders(List<Long> orderIds, Money amount, String token) {
    String key = UUID.randomUUID().toString();
    String paymentId =
        ledger
            .query(
                """
                insert into payments (client_id, idempotency_key, amount, currency, payment_method, calls)
                values ('demo', ?, ?, ?, ?, 1) returning payment_id
                """,
                key,
                amount.amount(),
                amount.currency().getCurrencyCode(),
                token)
            .getFirst();
    return new Attempt(Long.parseLong(paymentId), key, orderIds, amount, token, null);
  }

  /** The attempt as it is read again, with what the ledger knows of it by then. */
  Attempt again(Attempt attempt) {
    String reference =
        ledger
            .query(
                "select provider_reference from payments where payment_id = ?", attempt.paymentId())
            .getFirst();
    return changed(attempt, attempt.amount(), reference.equals("-") ? null : reference);
  }

  static Attempt changed(Attempt attempt, Money amount, @Nullable String reference) {
    return new Attempt(
        attempt.paymentId(),
        attempt.idempotencyKey(),
        attempt.orderIds(),
        amount,
        attempt.paymentMethod(),
        reference);
  }

  static Money yen(long amount) {
    return money(String.valueOf(amount), "JPY");
  }

  static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }

  static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
