package bulkorder.ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedLanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | ja",
        "ja-JP,ja;q=0.9,en;q=0.8 | ja",
        "en-GB,ja;q=0.5 | en",
        "fr, ja;q=0.3, en;q=0.2 | ja",
        "en;q=0.1, JA | ja",
        "ja;q=0 | en",
        "* | en",
      })
  void the_language_that_the_caller_likes_best_is_chosen(String header, String language) {
    assertThat(AcceptedLanguages.choose(header).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fr", ";;;", "ja;q=x", "../../etc/passwd", "ja\r\nX: y"})
  void what_cannot_be_had_or_understood_is_answered_in_english(String header) {
    assertThat(AcceptedLanguages.choose(header).language()).isEqualTo("en");
  }

  @Test
  void a_caller_that_asks_for_nothing_is_answered_in_english() {
    assertThat(AcceptedLanguages.choose(null).language()).isEqualTo("en");
    assertThat(AcceptedLanguages.choose("ja,".repeat(100)).language()).isEqualTo("en");
  }
}
