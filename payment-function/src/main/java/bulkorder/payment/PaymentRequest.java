package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * The body of {@code POST /api/v1/payments}: the existing contract with its optional payment
 * method.
 */
@RegisterForReflection
record PaymentRequest(
    @JsonProperty("order_id") long orderId,
    @JsonProperty("amount") BigDecimal amount,
    @JsonProperty("currency") String currency,
    @JsonProperty("payment_method") String paymentMethod) {

  static PaymentRequest of(Attempt attempt) {
    return new PaymentRequest(
        attempt.leadOrderId(),
        attempt.amount().amount(),
        attempt.amount().currency().getCurrencyCode(),
        attempt.paymentMethod());
  }
}
