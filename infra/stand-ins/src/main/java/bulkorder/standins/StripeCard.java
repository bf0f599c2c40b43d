package bulkorder.standins;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Stripe's test payment methods make of a confirmation. */
sealed interface StripeCard {

  record Succeed() implements StripeCard {}

  /**
   * The bank says no.
   *
   * @param declineCode only where the code is {@code card_declined} or {@code
   *     authentication_required}
   */
  record Decline(String code, @Nullable String declineCode) implements StripeCard {}

  /** The customer would have to do something. */
  record AskCustomer() implements StripeCard {}

  /** The bank takes its time. */
  record StayProcessing() implements StripeCard {}

  static StripeCard of(String paymentMethod, boolean offSession) {
    return switch (paymentMethod) {
      case "pm_card_authenticationRequired" ->
          offSession
              ? new Decline("authentication_required", "authentication_required")
              : new AskCustomer();
      case "pm_requires_action" -> new AskCustomer();
      case "pm_processing" -> new StayProcessing();
      default -> Declines.OF.getOrDefault(paymentMethod, new Succeed());
    };
  }

  /** https://docs.stripe.com/testing#declined-payments. */
  final class Declines {

    private static final Map<String, StripeCard> OF =
        Map.of(
            "pm_card_visa_chargeDeclined",
            declined("generic_decline"),
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            declined("insufficient_funds"),
            "pm_card_visa_chargeDeclinedLostCard",
            declined("lost_card"),
            "pm_card_visa_chargeDeclinedStolenCard",
            declined("stolen_card"),
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
            declined("card_velocity_exceeded"),
            "pm_card_chargeDeclinedFraudulent",
            declined("fraudulent"),
            "pm_card_chargeDeclinedExpiredCard",
            new Decline("expired_card", null),
            "pm_card_chargeDeclinedIncorrectCvc",
            new Decline("incorrect_cvc", null),
            "pm_card_chargeDeclinedProcessingError",
            new Decline("processing_error", null));

    private Declines() {}

    private static Decline declined(String declineCode) {
      return new Decline("card_declined", declineCode);
    }
  }
}
