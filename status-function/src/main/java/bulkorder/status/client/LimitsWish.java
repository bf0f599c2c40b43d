package bulkorder.status.client;

import bulkorder.ledger.Money;
import bulkorder.ledger.batch.Client.PaymentLimits;
import bulkorder.ledger.client.ClientTerms;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one payment may take, by currency codes (ISO 4217): {@code {"JPY": {"min": "100", "max":
 * "1000000"}}}. Amounts are text, or whole numbers.
 */
final class LimitsWish {

  private static final String FIELD = "paymentLimits";
  private static final Set<String> BOUNDS = Set.of("min", "max");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,4})?");

  private LimitsWish() {}

  static SortedMap<String, PaymentLimits> checked(JsonNode wish) {
    if (!wish.isObject() || wish.isEmpty() || wish.size() > ClientTerms.CURRENCIES_MAX) {
      throw refused(FIELD, wish.isObject() ? "{%d}".formatted(wish.size()) : wish.toString());
    }
    SortedMap<String, PaymentLimits> limits = new TreeMap<>();
    wish.forEachEntry((code, bounds) -> limits.put(code, limits(currency(code), bounds)));
    return limits;
  }

  private static Currency currency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getCurrencyCode().equals(code))
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .findFirst()
        .orElseThrow(() -> refused(FIELD, code));
  }

  private static PaymentLimits limits(Currency currency, JsonNode bounds) {
    String field = FIELD + "." + currency.getCurrencyCode();
    Set<String> names = bounds.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    if (!bounds.isObject() || !names.equals(BOUNDS)) {
      throw refused(field, bounds.toString());
    }
    BigDecimal min = amount(field + ".min", bounds.path("min"), currency);
    BigDecimal max = amount(field + ".max", bounds.path("max"), currency);
    if (max.compareTo(min) < 0) {
      throw badAmount(field + ".max", max.toPlainString(), currency);
    }
    return new PaymentLimits(min, max);
  }

  private static BigDecimal amount(String field, JsonNode value, Currency currency) {
    return Optional.of(value)
        .filter(given -> given.isTextual() || given.isIntegralNumber())
        .map(JsonNode::asText)
        .filter(text -> AMOUNT.matcher(text).matches())
        .map(BigDecimal::new)
        .filter(amount -> amount.signum() > 0 && Money.fits(amount, currency))
        .orElseThrow(() -> badAmount(field, value.asText(), currency));
  }

  private static RefusedException badAmount(String field, String value, Currency currency) {
    return Refusal.ofField(
            field,
            value,
            new Expected("client.amount", Map.of("currency", currency.getCurrencyCode())))
        .exception();
  }

  private static RefusedException refused(String field, String value) {
    return Refusal.ofField(
            field,
            value,
            new Expected(
                "client.paymentLimits",
                Map.of("max", Integer.toString(ClientTerms.CURRENCIES_MAX))))
        .exception();
  }
}
