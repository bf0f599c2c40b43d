package bulkorder.ledger.row;

import bulkorder.ledger.Money;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.row.ClientTerms.PaymentTerms;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a row is charged: quantity × unit price, to the last decimal. It must be what the file says
 * it is, an amount that the currency has, and within what one payment of the client may take. A
 * unit price may be finer than its currency; the amount may not. As much is said of it as the row
 * gives to know: the limits hold for a stated amount where nothing can be multiplied.
 *
 * @param quantity null if it is not known
 * @param unitPrice null if it is not known
 * @param stated what the file says, if it says it
 * @param terms null if the currency is not known
 */
record AmountRule(
    @Nullable Integer quantity,
    @Nullable BigDecimal unitPrice,
    @Nullable BigDecimal stated,
    @Nullable PaymentTerms terms) {

  /** Quantity × unit price, if both are known. */
  @Nullable BigDecimal product() {
    return quantity == null || unitPrice == null
        ? null
        : unitPrice.multiply(BigDecimal.valueOf(quantity));
  }

  /** What is charged; null, with an error of what is known, if that cannot be said. */
  @Nullable Money read(RowErrors errors) {
    BigDecimal product = product();
    boolean good = product == null || agrees(product, errors);
    BigDecimal amount = product == null ? stated : product;
    if (amount == null || terms == null) {
      return null;
    }
    good &= fits(amount, terms, errors);
    good &= withinLimits(amount, terms, errors);
    return good && product != null ? new Money(product, terms.currency()) : null;
  }

  private boolean agrees(BigDecimal product, RowErrors errors) {
    if (stated == null || stated.compareTo(product) == 0) {
      return true;
    }
    errors.suggest(
        OrderColumn.AMOUNT,
        RowErrorCode.AMOUNT_MISMATCH,
        plain(stated),
        plain(product),
        chargeable(product) ? plain(product) : null);
    return false;
  }

  private boolean chargeable(BigDecimal product) {
    return terms != null
        && Money.fits(product, terms.currency())
        && product.compareTo(terms.min()) >= 0
        && product.compareTo(terms.max()) <= 0;
  }

  private boolean fits(BigDecimal amount, PaymentTerms known, RowErrors errors) {
    if (Money.fits(amount, known.currency())) {
      return true;
    }
    String decimals = Integer.toString(known.currency().getDefaultFractionDigits());
    if (quantity == null || unitPrice == null) {
      errors.add(OrderColumn.AMOUNT, RowErrorCode.TOO_MANY_DECIMALS, plain(amount), decimals);
    } else {
      errors.add(
          OrderColumn.UNIT_PRICE, RowErrorCode.TOO_MANY_DECIMALS, plain(unitPrice), decimals);
    }
    return false;
  }

  private static boolean withinLimits(BigDecimal amount, PaymentTerms terms, RowErrors errors) {
    if (amount.compareTo(terms.min()) < 0) {
      errors.add(
          OrderColumn.AMOUNT, RowErrorCode.AMOUNT_BELOW_MINIMUM, plain(amount), plain(terms.min()));
      return false;
    }
    if (amount.compareTo(terms.max()) > 0) {
      errors.add(
          OrderColumn.AMOUNT, RowErrorCode.AMOUNT_ABOVE_MAXIMUM, plain(amount), plain(terms.max()));
      return false;
    }
    return true;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
