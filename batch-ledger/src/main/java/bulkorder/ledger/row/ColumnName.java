package bulkorder.ledger.row;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's name as it is compared: without regard to case, width, spaces and signs, and without
 * remarks in brackets that say nothing of the meaning, such as {@code (必須)}.
 *
 * @param key what names of the same column have in common; empty if there are no letters and digits
 * @param currency that a remark in brackets names, such as {@code (円)}; null if there is none
 */
record ColumnName(String key, @Nullable String currency) {

  private static final Pattern BRACKETS = Pattern.compile("[(\\[【〔<]([^)\\]】〕>]*)[)\\]】〕>]");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  private static final Set<String> REMARKS =
      Set.of(
          "必須",
          "任意",
          "半角",
          "全角",
          "半角数字",
          "半角英数",
          "半角英数字",
          "個",
          "個数",
          "税込",
          "required",
          "optional",
          "yyyy-mm-dd",
          "yyyy/mm/dd",
          "yyyymmdd");

  /** The name that a header field is. */
  static ColumnName of(String field) {
    String name = Normalizer.normalize(field, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String currency =
        BRACKETS
            .matcher(name)
            .results()
            .map(remark -> currency(remark.group(1).strip()))
            .filter(code -> code != null)
            .findFirst()
            .orElse(null);
    String bare = BRACKETS.matcher(name).replaceAll(ColumnName::withoutRemark);
    return new ColumnName(SIGNS.matcher(bare).replaceAll(""), currency);
  }

  private static String withoutRemark(MatchResult brackets) {
    String remark = brackets.group(1).strip();
    return REMARKS.contains(remark) || currency(remark) != null ? "" : " " + word(remark);
  }

  private static String word(String remark) {
    return SIGNS.matcher(remark).replaceAll(" ");
  }

  private static @Nullable String currency(String remark) {
    return remark.equals("¥") || remark.equals("yen") ? "JPY" : CurrencyName.code(remark);
  }
}
