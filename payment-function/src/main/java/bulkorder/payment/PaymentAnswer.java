package bulkorder.payment;

import bulkorder.ledger.Money;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the payment service says of one payment, as far as it matters here.
 *
 * @param declineCode why a payment was declined
 * @param code why a request was refused
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentAnswer(
    @JsonProperty("payment_id") @Nullable String paymentId,
    @JsonProperty("status") @Nullable String status,
    @JsonProperty("amount") @Nullable BigDecimal amount,
    @JsonProperty("currency") @Nullable String currency,
    @JsonProperty("decline_code") @Nullable String declineCode,
    @JsonProperty("code") @Nullable String code) {

  /** An answer without a word that we know. */
  static final PaymentAnswer NOTHING = new PaymentAnswer(null, null, null, null, null, null);

  /** Whether it is the payment that was asked for, as far as it says how much it is. */
  boolean agreesWith(Money asked) {
    return (amount == null || amount.compareTo(asked.amount()) == 0)
        && (currency == null || currency.equals(asked.currency().getCurrencyCode()));
  }
}
