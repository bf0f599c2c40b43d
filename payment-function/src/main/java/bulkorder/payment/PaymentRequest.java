package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/payments}: the existing contract, and what newer services take as
 * well.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentRequest(
    @JsonProperty("order_id") long orderId,
    @JsonProperty("order_ids") @Nullable List<Long> orderIds,
    @JsonProperty("amount") BigDecimal amount,
    @JsonProperty("currency") String currency,
    @JsonProperty("payment_method") @Nullable String paymentMethod) {

  /** Copies the list. */
  PaymentRequest {
    orderIds = orderIds == null ? null : List.copyOf(orderIds);
  }

  /** What the existing contract has. */
  static PaymentRequest plain(Attempt attempt) {
    return new PaymentRequest(
        attempt.leadOrderId(),
        null,
        attempt.amount().amount(),
        attempt.amount().currency().getCurrencyCode(),
        null);
  }

  /** With the payment method, and with all orders if there are several. */
  static PaymentRequest full(Attempt attempt) {
    List<Long> orderIds = attempt.orderIds();
    return new PaymentRequest(
        attempt.leadOrderId(),
        orderIds.size() > 1 ? orderIds : null,
        attempt.amount().amount(),
        attempt.amount().currency().getCurrencyCode(),
        attempt.paymentMethod());
  }
}
