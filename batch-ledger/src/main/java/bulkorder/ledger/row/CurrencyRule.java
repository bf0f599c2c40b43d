package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.row.ClientTerms.PaymentTerms;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which currency a row is, and whether its amounts are in that. */
final class CurrencyRule {

  private static final String DEFAULT = "JPY";

  private final Map<String, PaymentTerms> terms;
  private final @Nullable String unitPriceCurrency;
  private final @Nullable String amountCurrency;

  /** For the rows below a header, for a client with these terms. */
  CurrencyRule(Header header, ClientTerms terms) {
    this.terms = terms.currencies();
    this.unitPriceCurrency = header.currency(OrderColumn.UNIT_PRICE);
    this.amountCurrency = header.currency(OrderColumn.AMOUNT);
  }

  /** The currency that a row names, or the default; null, with an error, if that is none. */
  @Nullable String read(RowValues values, RowErrors errors) {
    String name = values.get(OrderColumn.CURRENCY);
    if (name == null) {
      return values.blank(OrderColumn.CURRENCY) ? allowed(DEFAULT, DEFAULT, errors) : null;
    }
    String code = CurrencyName.code(name);
    return code == null
        ? refused(name, CurrencyName.suggestion(name), errors)
        : allowed(code, name, errors);
  }

  /** What one payment in a currency may take. */
  @Nullable PaymentTerms terms(@Nullable String code) {
    return code == null ? null : terms.get(code);
  }

  /**
   * The value of a number in the row's currency.
   *
   * @param number null if it is not known
   * @return null, with an error, if the number, or the name of its column, has the sign of another
   *     currency
   */
  @Nullable BigDecimal value(
      OrderColumn column,
      RowValues values,
      @Nullable WrittenNumber number,
      @Nullable String currency,
      RowErrors errors) {
    if (number == null || currency == null) {
      return number == null ? null : number.value();
    }
    String columnCurrency = column == OrderColumn.AMOUNT ? amountCurrency : unitPriceCurrency;
    if (differs(number.currency(), currency) || differs(columnCurrency, currency)) {
      String written = values.getOr(column, "");
      errors.add(column, RowErrorCode.CURRENCY_SIGN_DIFFERS, written, currency);
      return null;
    }
    return number.value();
  }

  private static boolean differs(@Nullable String sign, String currency) {
    return sign != null && !sign.equals(currency);
  }

  private @Nullable String allowed(String code, String name, RowErrors errors) {
    if (!terms.containsKey(code)) {
      refused(name, null, errors);
    }
    return code;
  }

  private @Nullable String refused(String name, @Nullable String suggestion, RowErrors errors) {
    errors.suggest(
        OrderColumn.CURRENCY,
        RowErrorCode.CURRENCY_NOT_ALLOWED,
        name,
        String.join(", ", terms.keySet()),
        suggestion != null && terms.containsKey(suggestion) ? suggestion : null);
    return null;
  }
}
