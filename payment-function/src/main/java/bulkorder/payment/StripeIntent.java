package bulkorder.payment;

import bulkorder.ledger.Money;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A PaymentIntent as far as it matters here.
 *
 * @param units its amount, in Stripe's smallest units
 * @param lastError why the money was not taken when it was last tried
 */
record StripeIntent(
    String id,
    String status,
    long units,
    String currency,
    @Nullable StripeError lastError,
    JsonNode json) {

  /**
   * @throws CallFailed if that is no intent
   */
  static StripeIntent of(JsonNode json) {
    String id = json.path("id").asText("");
    String status = json.path("status").asText("");
    if (id.isEmpty() || status.isEmpty()) {
      throw new CallFailed(CallFailure.UNCLEAR, "an answer that is no intent");
    }
    JsonNode error = json.path("last_payment_error");
    return new StripeIntent(
        id,
        status,
        json.path("amount").asLong(),
        json.path("currency").asText("").toUpperCase(Locale.ROOT),
        error.isObject() ? StripeError.of(error) : null,
        json);
  }

  /** Whether it is for what was asked. */
  boolean agreesWith(Money asked) {
    return currency.equals(asked.currency().getCurrencyCode())
        && StripeAmount.amount(units, asked.currency()).compareTo(asked.amount()) == 0;
  }

  /** As an entry of Stripe's list, with its charge in it. */
  ProviderPayment listed() {
    Currency inWhich = Currency.getInstance(currency);
    JsonNode charge = json.path("latest_charge");
    BigDecimal refunded = StripeAmount.amount(charge.path("amount_refunded").asLong(), inWhich);
    return new ProviderPayment(
        id,
        json.path("metadata").path(StripeOrder.ATTEMPT_KEY).asText(null),
        new Money(StripeAmount.amount(units, inWhich), inWhich),
        status.equals("succeeded"),
        refunded,
        charge.path("disputed").asBoolean(),
        Instant.ofEpochSecond(json.path("created").asLong()));
  }
}
