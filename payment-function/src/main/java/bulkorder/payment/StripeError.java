package bulkorder.payment;

import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.DeclineCode;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Stripe says went wrong (https://docs.stripe.com/api/errors); what it did not say is empty.
 * Its message is left out, for it may quote what was sent.
 */
record StripeError(String type, String code, String declineCode, String parameter) {

  static StripeError of(JsonNode error) {
    return new StripeError(
        error.path("type").asText(""),
        error.path("code").asText(""),
        error.path("decline_code").asText(""),
        error.path("param").asText(""));
  }

  /** Whether the key was used with other parameters before. */
  boolean isKeyReused() {
    return type.equals("idempotency_error");
  }

  /** The outcome of a card that was declined. */
  Declined decline() {
    return new Declined(DeclineWords.decline(word()), word());
  }

  /** The outcome of a request that was refused. */
  Declined refusal() {
    DeclineCode fallback =
        switch (parameter) {
          case "amount" -> DeclineCode.AMOUNT_NOT_ACCEPTED;
          case "currency" -> DeclineCode.CURRENCY_NOT_ACCEPTED;
          case "payment_method", "customer" -> DeclineCode.PAYMENT_METHOD_INVALID;
          default -> DeclineCode.REQUEST_REFUSED;
        };
    DeclineCode byWord = DeclineWords.refusal(word());
    return new Declined(byWord == DeclineCode.REQUEST_REFUSED ? fallback : byWord, word());
  }

  private String word() {
    return !declineCode.isEmpty() ? declineCode : !code.isEmpty() ? code : type;
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(type, code, declineCode, parameter).strip();
  }
}
