package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.payment.DeclineCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclineWordsTest {

  /** All of https://docs.stripe.com/declines/codes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSUFFICIENT_FUNDS      | insufficient_funds",
        "PAYMENT_METHOD_EXPIRED  | expired_card",
        "PAYMENT_METHOD_INVALID  | card_not_supported incorrect_number incorrect_cvc incorrect_zip invalid_account"
            + " invalid_cvc invalid_expiry_month invalid_expiry_year invalid_number"
            + " new_account_information_available pin_try_exceeded testmode_decline",
        "AUTHENTICATION_REQUIRED | authentication_required incorrect_pin invalid_pin offline_pin_required"
            + " online_or_offline_pin_required",
        "LIMIT_EXCEEDED          | card_velocity_exceeded withdrawal_count_limit_exceeded",
        "AMOUNT_NOT_ACCEPTED     | invalid_amount",
        "CURRENCY_NOT_ACCEPTED   | currency_not_supported",
        "FRAUD_SUSPECTED         | fraudulent lost_card merchant_blacklist pickup_card restricted_card stolen_card",
        "DECLINED_BY_ISSUER      | approve_with_id call_issuer do_not_honor do_not_try_again duplicate_transaction"
            + " generic_decline issuer_not_available no_action_taken not_permitted processing_error"
            + " reenter_transaction revocation_of_all_authorizations revocation_of_authorization"
            + " security_violation service_not_allowed stop_payment_order transaction_not_allowed try_again_later",
      })
  void every_published_decline_has_a_code_whether_a_card_or_a_request_was_refused(
      DeclineCode code, String words) {
    assertThat(Arrays.stream(words.split(" ", -1)))
        .allSatisfy(
            word -> {
              assertThat(DeclineWords.decline(word)).as(word).isEqualTo(code);
              assertThat(DeclineWords.refusal(word)).as(word).isEqualTo(code);
            });
  }

  /** Of https://docs.stripe.com/error-codes, those that a payment can meet. */
  @ParameterizedTest
  @CsvSource({
    "amount_too_small, AMOUNT_NOT_ACCEPTED",
    "amount_too_large, AMOUNT_NOT_ACCEPTED",
    "invalid_charge_amount, AMOUNT_NOT_ACCEPTED",
    "amount_out_of_range, AMOUNT_NOT_ACCEPTED",
    "payment_method_currency_mismatch, CURRENCY_NOT_ACCEPTED",
    "card_decline_rate_limit_exceeded, LIMIT_EXCEEDED",
    "charge_exceeds_transaction_limit, LIMIT_EXCEEDED",
    "payment_intent_authentication_failure, AUTHENTICATION_REQUIRED",
    "payment_method_unactivated, PAYMENT_METHOD_INVALID",
    "account_closed, PAYMENT_METHOD_INVALID",
    "payment_method_provider_decline, DECLINED_BY_ISSUER",
    "parameter_unknown, REQUEST_REFUSED",
    "parameter_missing, REQUEST_REFUSED",
    "livemode_mismatch, REQUEST_REFUSED",
    "invalid_request, REQUEST_REFUSED",
  })
  void an_error_code_of_a_refused_request_has_a_code(String word, DeclineCode code) {
    assertThat(DeclineWords.refusal(word)).isEqualTo(code);
  }

  @Test
  void a_word_that_nobody_knows_is_a_decline_without_a_reason_or_a_refusal_for_the_operators() {
    assertThat(DeclineWords.decline("mercury_retrograde"))
        .isEqualTo(DeclineCode.DECLINED_BY_ISSUER);
    assertThat(DeclineWords.refusal("mercury_retrograde")).isEqualTo(DeclineCode.REQUEST_REFUSED);
  }
}
