package bulkorder.ledger;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money, greater than zero, with no more decimals than its currency has (ISO 4217: JPY
 * 0, USD 2).
 *
 * @param amount at most 15 digits before the decimal point; its scale is the currency's
 */
public record Money(BigDecimal amount, Currency currency) {

  /** The ledger's columns hold 15 digits before the decimal point. */
  public static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999999999");

  /**
   * @throws IllegalArgumentException if the amount is not positive, too large, or finer than its
   *     currency
   */
  public Money {
    if (amount.signum() <= 0 || amount.compareTo(AMOUNT_MAX) > 0) {
      throw new IllegalArgumentException(
          "amount %s is not between 0 and %s".formatted(amount, AMOUNT_MAX));
    }
    if (!fits(amount, currency)) {
      throw new IllegalArgumentException(
          "amount %s has more decimals than %s allows".formatted(amount, currency));
    }
    amount = amount.setScale(currency.getDefaultFractionDigits());
  }

  /** Whether an amount needs no more decimals than the currency has. */
  public static boolean fits(BigDecimal amount, Currency currency) {
    return amount.stripTrailingZeros().scale() <= currency.getDefaultFractionDigits();
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }
}
