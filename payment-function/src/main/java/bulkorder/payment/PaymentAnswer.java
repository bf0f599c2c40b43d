package bulkorder.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What the payment service answers, as far as it matters here.
 *
 * @param declineCode why a payment was declined
 * @param code why a request was refused
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentAnswer(
    @JsonProperty("payment_id") @Nullable String paymentId,
    @JsonProperty("status") @Nullable String status,
    @JsonProperty("decline_code") @Nullable String declineCode,
    @JsonProperty("code") @Nullable String code) {}
