package bulkorder.ledger.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is on record of a change of terms: each field with what it is now, and was before. */
final class TermsChange {

  /** Each but the name, which may be a person's; of that only the change is told. */
  private static final Map<String, Function<ClientTerms, String>> FIELDS =
      Map.of(
          "language",
          ClientTerms::language,
          "rowsMax",
          terms -> Integer.toString(terms.rowsMax()),
          "requestsPerSecond",
          terms -> Integer.toString(terms.requestsPerSecond()),
          "filesKeptDays",
          terms -> Integer.toString(terms.lifetimes().filesDays()),
          "reportsKeptDays",
          terms -> Integer.toString(terms.lifetimes().reportsDays()),
          "rowsKeptDays",
          terms -> Integer.toString(terms.lifetimes().rowsDays()),
          "paymentLimits",
          ClientTerms::paymentLimitsText);

  private TermsChange() {}

  /** The terms of a client that is new. */
  static Map<String, String> everything(ClientTerms terms) {
    Map<String, String> all = new TreeMap<>();
    FIELDS.forEach((field, text) -> all.put(field, text.apply(terms)));
    return all;
  }

  /** What differs. */
  static Map<String, String> between(ClientTerms before, ClientTerms after) {
    Map<String, String> changed = new TreeMap<>();
    if (!before.name().equals(after.name())) {
      changed.put("name", "changed");
    }
    FIELDS.forEach(
        (field, text) -> {
          String was = text.apply(before);
          String is = text.apply(after);
          if (!was.equals(is)) {
            changed.put(field, "%s, before: %s".formatted(is, was));
          }
        });
    return changed;
  }
}
