package bulkorder.ledger.row;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Currencies by the names that files give them. */
public final class CurrencyName {

  private static final String YEN = "JPY";

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, String> OTHER_NAMES = Map.of("円", YEN, "日本円", YEN);

  /** What is meant is clear, but files must not rely on it: other countries have yuan and yen. */
  private static final Set<String> NEARLY_YEN = Set.of("YEN", "EN", "¥", "\\", "エン", "JP", "JPN");

  private CurrencyName() {}

  /** The ISO 4217 code of a currency that is named by its code or as 円, in any case and width. */
  public static @Nullable String code(String name) {
    String half = HalfWidth.of(name).toUpperCase(Locale.ROOT);
    return CODES.contains(half) ? half : OTHER_NAMES.get(half);
  }

  /** The code that somebody who wrote this must have meant, if that is clear. */
  static @Nullable String suggestion(String name) {
    return NEARLY_YEN.contains(HalfWidth.of(name).toUpperCase(Locale.ROOT)) ? YEN : null;
  }
}
