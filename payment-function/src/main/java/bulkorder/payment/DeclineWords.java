package bulkorder.payment;

import static java.util.stream.Collectors.toUnmodifiableMap;

import bulkorder.ledger.payment.DeclineCode;
import java.util.Arrays;
import java.util.Map;

/**
 * The words of payment providers for a decline or a refusal, as {@link DeclineCode}s. They are
 * Stripe's (https://docs.stripe.com/declines/codes, https://docs.stripe.com/error-codes), which
 * others have taken over, and those of the payment service.
 */
final class DeclineWords {

  private static final Map<DeclineCode, String> WORDS =
      Map.of(
          DeclineCode.INSUFFICIENT_FUNDS,
          "insufficient_funds",
          DeclineCode.PAYMENT_METHOD_EXPIRED,
          "expired_card",
          DeclineCode.PAYMENT_METHOD_INVALID,
          """
          account_closed account_number_invalid bank_account_declined bank_account_restricted
          bank_account_unusable bank_account_unverified bank_account_verification_failed
          card_not_supported card_number_refused incorrect_address incorrect_cvc incorrect_number
          incorrect_zip invalid_account invalid_card_type invalid_cvc invalid_expiry_month
          invalid_expiry_year invalid_number invalid_source_usage missing
          new_account_information_available no_account payment_intent_incompatible_payment_method
          payment_intent_mandate_invalid payment_method_bank_account_blocked
          payment_method_billing_details_address_missing payment_method_invalid_parameter
          payment_method_microdeposit_failed payment_method_unactivated
          payment_method_unexpected_state payment_method_unsupported_type pin_try_exceeded
          postal_code_invalid routing_number_invalid sepa_unsupported_account testmode_decline
          """,
          DeclineCode.AUTHENTICATION_REQUIRED,
          """
          authentication_required incorrect_pin invalid_pin offline_pin_required
          online_or_offline_pin_required payment_intent_action_required
          payment_intent_authentication_failure
          """,
          DeclineCode.LIMIT_EXCEEDED,
          """
          card_decline_rate_limit_exceeded card_velocity_exceeded charge_exceeds_source_limit
          charge_exceeds_transaction_limit withdrawal_count_limit_exceeded
          """,
          DeclineCode.AMOUNT_NOT_ACCEPTED,
          """
          amount_out_of_range amount_too_large amount_too_small invalid_amount
          invalid_charge_amount invalid_charge_amount_no_decimal_compatible
          """,
          DeclineCode.CURRENCY_NOT_ACCEPTED,
          """
          bank_account_bad_routing_numbers currency_not_supported
          payment_method_currency_mismatch
          """,
          DeclineCode.FRAUD_SUSPECTED,
          """
          fraudulent lost_card merchant_blacklist pickup_card restricted_card stolen_card
          """,
          DeclineCode.DECLINED_BY_ISSUER,
          """
          approve_with_id call_issuer card_declined debit_not_authorized do_not_honor
          do_not_try_again duplicate_transaction generic_decline issuer_not_available
          no_action_taken not_permitted payment_intent_payment_attempt_expired
          payment_intent_payment_attempt_failed payment_method_customer_decline
          payment_method_not_available payment_method_provider_decline
          payment_method_provider_timeout processing_error reenter_transaction refer_to_customer
          revocation_of_all_authorizations revocation_of_authorization security_violation
          service_not_allowed stop_payment_order transaction_not_allowed try_again_later
          """);

  private static final Map<String, DeclineCode> CODES =
      WORDS.entrySet().stream()
          .flatMap(
              code ->
                  Arrays.stream(code.getValue().strip().split("\\s+", -1))
                      .map(word -> Map.entry(word, code.getKey())))
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private DeclineWords() {}

  /** Why a payment was declined; a word that nobody knows is a decline without a reason. */
  static DeclineCode decline(String word) {
    return CODES.getOrDefault(word, DeclineCode.DECLINED_BY_ISSUER);
  }

  /** Why a request was refused; a word that nobody knows is one for the operators. */
  static DeclineCode refusal(String word) {
    return CODES.getOrDefault(word, DeclineCode.REQUEST_REFUSED);
  }
}
