package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeAmountTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
        "XOF", "XPF"
      })
  void a_currency_without_decimals_is_counted_as_it_is(String currency) {
    assertThat(StripeAmount.units(money("500", currency))).hasValue(500);
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 10.99, 1099",
    "EUR, 0.5, 50",
    "HUF, 10.45, 1045",
    "TWD, 800.45, 80045",
    "ISK, 5, 500",
    "UGX, 5, 500",
    "KWD, 5.12, 5120",
    "BHD, 1, 1000",
    "USD, 999999999999999, 99999999999999900",
  })
  void other_currencies_are_counted_in_what_stripe_takes_for_their_smallest_unit(
      String currency, String amount, long units) {
    assertThat(StripeAmount.units(money(amount, currency))).hasValue(units);
  }

  @ParameterizedTest
  @CsvSource({"KWD, 5.124", "TND, 0.001", "MGA, 10.5"})
  void an_amount_that_is_finer_than_stripe_takes_it_is_none(String currency, String amount) {
    assertThat(StripeAmount.units(money(amount, currency))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("currencies")
  void a_whole_amount_of_any_currency_comes_back_as_it_went(Currency currency) {
    Money money = new Money(new BigDecimal(1980), currency);

    long units = StripeAmount.units(money).orElseThrow();

    assertThat(StripeAmount.amount(units, currency)).isEqualByComparingTo(money.amount());
  }

  static Stream<Currency> currencies() {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getDefaultFractionDigits() >= 0);
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }
}
