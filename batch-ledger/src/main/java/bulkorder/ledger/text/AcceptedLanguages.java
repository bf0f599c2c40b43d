package bulkorder.ledger.text;

import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the language of an answer from what its caller reads (RFC 9110, Accept-Language). */
public final class AcceptedLanguages {

  /** For callers that ask for nothing, or for nothing that there is. */
  public static final String DEFAULT_LANGUAGE = "en";

  private static final int HEADER_CHARS_MAX = 200;
  private static final String ANY = "*";

  private AcceptedLanguages() {}

  /**
   * The sentences of the language that the caller likes best among those that there are, else in
   * English. Regions are ignored: {@code ja-JP} is {@code ja}.
   */
  public static Sentences choose(@Nullable String acceptLanguage) {
    return ranges(acceptLanguage).stream()
        .filter(range -> range.getWeight() > 0)
        .map(range -> range.getRange().split("-", 2)[0])
        .map(language -> language.equals(ANY) ? DEFAULT_LANGUAGE : language)
        .map(Sentences::in)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> Sentences.in(DEFAULT_LANGUAGE).orElseThrow());
  }

  private static List<LanguageRange> ranges(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > HEADER_CHARS_MAX) {
      return List.of();
    }
    try {
      return LanguageRange.parse(acceptLanguage);
    } catch (IllegalArgumentException notAcceptLanguage) {
      return List.of();
    }
  }
}
