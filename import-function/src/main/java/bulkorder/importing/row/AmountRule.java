package bulkorder.importing.row;

import bulkorder.importing.row.ClientTerms.PaymentTerms;
import bulkorder.ledger.Money;
import bulkorder.ledger.RowErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a row is charged: quantity × unit price, to the last decimal. It must be what the file says
 * it is, an amount that the currency has, and within what one payment of the client may take. A
 * unit price may be finer than its currency; the amount may not.
 */
final class AmountRule {

  private AmountRule() {}

  /**
   * Checks and multiplies.
   *
   * @param stated what the file says, if it says it
   * @return null, with an error, if the amount cannot be charged
   */
  static @Nullable Money read(
      int quantity,
      BigDecimal unitPrice,
      @Nullable BigDecimal stated,
      PaymentTerms terms,
      RowErrors errors) {
    BigDecimal product = unitPrice.multiply(BigDecimal.valueOf(quantity));
    boolean charged = agrees(product, stated, errors);
    charged &= fits(product, unitPrice, terms, errors);
    charged &= withinLimits(product, terms, errors);
    return charged ? new Money(product, terms.currency()) : null;
  }

  private static boolean agrees(BigDecimal product, @Nullable BigDecimal stated, RowErrors errors) {
    if (stated == null || stated.compareTo(product) == 0) {
      return true;
    }
    errors.add(OrderColumn.AMOUNT, RowErrorCode.AMOUNT_MISMATCH, plain(stated), plain(product));
    return false;
  }

  private static boolean fits(
      BigDecimal product, BigDecimal unitPrice, PaymentTerms terms, RowErrors errors) {
    if (Money.fits(product, terms.currency())) {
      return true;
    }
    errors.add(
        OrderColumn.UNIT_PRICE,
        RowErrorCode.TOO_MANY_DECIMALS,
        plain(unitPrice),
        Integer.toString(terms.currency().getDefaultFractionDigits()));
    return false;
  }

  private static boolean withinLimits(BigDecimal product, PaymentTerms terms, RowErrors errors) {
    if (product.compareTo(terms.min()) < 0) {
      errors.add(
          OrderColumn.AMOUNT,
          RowErrorCode.AMOUNT_BELOW_MINIMUM,
          plain(product),
          plain(terms.min()));
      return false;
    }
    if (product.compareTo(terms.max()) > 0) {
      errors.add(
          OrderColumn.AMOUNT,
          RowErrorCode.AMOUNT_ABOVE_MAXIMUM,
          plain(product),
          plain(terms.max()));
      return false;
    }
    return true;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
