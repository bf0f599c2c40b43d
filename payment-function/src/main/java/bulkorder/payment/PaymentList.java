package bulkorder.payment;

import bulkorder.ledger.Money;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of the payment service's list.
 *
 * @param next what to ask for the next page with; null on the last one
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentList(
    @JsonProperty("payments") List<Item> payments, @JsonProperty("next") @Nullable String next) {

  /** Copies the list. */
  PaymentList {
    payments = List.copyOf(payments);
  }

  ProviderPage page() {
    return new ProviderPage(payments.stream().map(Item::payment).toList(), next);
  }

  /** One payment of the list. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(
      @JsonProperty("payment_id") String paymentId,
      @JsonProperty("idempotency_key") @Nullable String idempotencyKey,
      @JsonProperty("amount") BigDecimal amount,
      @JsonProperty("currency") String currency,
      @JsonProperty("status") String status,
      @JsonProperty("refunded") @Nullable BigDecimal refunded,
      @JsonProperty("disputed") boolean disputed,
      @JsonProperty("created_at") Instant createdAt) {

    private ProviderPayment payment() {
      return new ProviderPayment(
          paymentId,
          idempotencyKey,
          new Money(amount, Currency.getInstance(currency)),
          status.equals("captured"),
          Objects.requireNonNullElse(refunded, BigDecimal.ZERO),
          disputed,
          createdAt);
    }
  }
}
