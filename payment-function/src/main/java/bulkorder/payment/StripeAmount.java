package bulkorder.payment;

import bulkorder.ledger.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Amounts as Stripe counts them, in the smallest unit of what it takes for the currency's decimals
 * (https://docs.stripe.com/currencies), which is not always ISO 4217.
 */
final class StripeAmount {

  private static final Set<String> NO_DECIMALS =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");

  private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  /** Counted in hundredths, of which there may be none. */
  private static final Set<String> WHOLE_UNITS_ONLY = Set.of("ISK", "UGX");

  private StripeAmount() {}

  /** How many smallest units that is; empty if Stripe cannot take such an amount. */
  static OptionalLong units(Money money) {
    String currency = money.currency().getCurrencyCode();
    BigDecimal units = money.amount().movePointRight(decimals(currency));
    boolean fits = units.stripTrailingZeros().scale() <= -finest(currency);
    return fits ? OptionalLong.of(units.longValueExact()) : OptionalLong.empty();
  }

  /** The amount of so many smallest units; may be zero. */
  static BigDecimal amount(long units, Currency currency) {
    return BigDecimal.valueOf(units, decimals(currency.getCurrencyCode()));
  }

  private static int decimals(String currency) {
    return NO_DECIMALS.contains(currency) ? 0 : THREE_DECIMALS.contains(currency) ? 3 : 2;
  }

  /** How many zeros the units must end in. */
  private static int finest(String currency) {
    return WHOLE_UNITS_ONLY.contains(currency) ? 2 : THREE_DECIMALS.contains(currency) ? 1 : 0;
  }
}
