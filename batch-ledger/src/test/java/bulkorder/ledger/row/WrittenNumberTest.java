package bulkorder.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** No text may be taken for another amount than it is: compared with the rule as one pattern. */
class WrittenNumberTest {

  private static final Pattern RULE =
      Pattern.compile(
          "(?<before>[-▲△¥\\\\$ ]*)(?<digits>(?!0,)\\d{1,3}(,\\d{3})+(\\.\\d+)?|\\d+(\\.\\d+)?)(?<behind>"
              + " *円)?");

  @Property(tries = 20_000)
  void a_text_is_the_number_that_the_rule_says_or_none(@ForAll("texts") String text) {
    WrittenNumber number = WrittenNumber.parse(text);
    assertThat(number == null ? null : number.value()).isEqualTo(byTheRule(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings().withChars("0123456789００５９,，.．-－▲¥￥\\$円 ").ofMaxLength(12);
    Arbitrary<String> nearly =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, new BigDecimal("9999999"))
            .ofScale(2)
            .map(number -> "¥%,.2f".formatted(number));
    return Arbitraries.oneOf(any, nearly, nearly.map(text -> text.replaceFirst("\\d", "")));
  }

  private static @Nullable BigDecimal byTheRule(String text) {
    Matcher rule = RULE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
    if (!rule.matches()) {
      return null;
    }
    String before = rule.group("before").replace(" ", "");
    String minus = before.replaceAll("[¥\\\\$]", "");
    int signs = before.length() - minus.length() + (rule.group("behind") == null ? 0 : 1);
    boolean spacedAtFront = rule.group("before").startsWith(" ");
    if (minus.length() > 1 || signs > 1 || spacedAtFront) {
      return null;
    }
    var value = new BigDecimal(rule.group("digits").replace(",", ""));
    return minus.isEmpty() ? value : value.negate();
  }
}
