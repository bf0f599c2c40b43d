package bulkorder.standins;

import java.util.Map;
import java.util.Set;

/** The amounts that Stripe takes: whole numbers of the currency's smallest unit. */
final class StripeAmounts {

  private static final long MIN = 50;
  private static final long MAX = 99_999_999;
  private static final Map<String, Long> HIGHER_MAX =
      Map.of("jpy", 9_999_999_999L, "idr", 999_999_999_999L, "inr", 999_999_999L);
  private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
  private static final Set<String> WHOLE_UNITS_ONLY = Set.of("isk", "ugx");

  private StripeAmounts() {}

  /**
   * @throws StripeProblem as Stripe words it
   */
  static long checked(String amount, String currency) {
    if (!currency.matches("[a-z]{3}") || currency.equals("xxx")) {
      throw StripeProblem.invalid(null, "currency", "Invalid currency: " + currency);
    }
    if (!amount.matches("\\d{1,15}")) {
      throw StripeProblem.invalid(
          "parameter_invalid_integer", "amount", "Invalid integer: " + amount);
    }
    long units = Long.parseLong(amount);
    if (units < MIN) {
      throw StripeProblem.invalid("amount_too_small", "amount", "Amount is too small");
    }
    if (units > HIGHER_MAX.getOrDefault(currency, MAX)) {
      throw StripeProblem.invalid("amount_too_large", "amount", "Amount is too large");
    }
    if (WHOLE_UNITS_ONLY.contains(currency) && units % 100 != 0) {
      throw StripeProblem.invalid(
          "invalid_charge_amount_no_decimal_compatible", "amount", "Not divisible by 100");
    }
    if (THREE_DECIMALS.contains(currency) && units % 10 != 0) {
      throw StripeProblem.invalid("invalid_charge_amount", "amount", "Not divisible by 10");
    }
    return units;
  }
}
