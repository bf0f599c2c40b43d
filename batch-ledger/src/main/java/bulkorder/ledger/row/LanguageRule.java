package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import java.util.Locale;
import java.util.Map;

/** The languages that customers can be written to, by the names that files give them. */
final class LanguageRule {

  private static final String JAPANESE = "ja";
  private static final String ENGLISH = "en";
  private static final String ALL = JAPANESE + ", " + ENGLISH;

  private static final Map<String, String> NAMES =
      Map.of(
          JAPANESE,
          JAPANESE,
          "日本語",
          JAPANESE,
          "japanese",
          JAPANESE,
          ENGLISH,
          ENGLISH,
          "英語",
          ENGLISH,
          "english",
          ENGLISH);

  private static final Map<String, String> SUGGESTIONS =
      Map.of(
          "jp", JAPANESE,
          "jpn", JAPANESE,
          "ja-jp", JAPANESE,
          "ja_jp", JAPANESE,
          "和文", JAPANESE,
          "eng", ENGLISH,
          "en-us", ENGLISH,
          "en_us", ENGLISH,
          "en-gb", ENGLISH,
          "英文", ENGLISH);

  private LanguageRule() {}

  /** The ISO 639 code of a language; with an error, and of no meaning, if it is not spoken. */
  static String read(String text, RowErrors errors) {
    String name = HalfWidth.of(text).toLowerCase(Locale.ROOT);
    String code = NAMES.get(name);
    if (code != null) {
      return code;
    }
    errors.suggest(
        OrderColumn.LANGUAGE,
        RowErrorCode.LANGUAGE_NOT_SUPPORTED,
        text,
        ALL,
        SUGGESTIONS.get(name));
    return name;
  }
}
