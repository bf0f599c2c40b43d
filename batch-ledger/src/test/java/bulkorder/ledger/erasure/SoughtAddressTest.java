package bulkorder.ledger.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.PersonalFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtAddressTest {

  private static final SoughtAddress TARO = SoughtAddress.of(" Taro@Example.com ");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taro@example.com",
        "TARO@EXAMPLE.COM ",
        "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "mailto:taro@example.com",
        "<taro@example.com>",
        "write to taro@example.com.",
        "山田taro@example.com様"
      })
  void it_is_found_however_it_is_written(String field) {
    assertThat(TARO.isIn(List.of("A-1", field))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ataro@example.com",
        "no.taro@example.com",
        "taro@example.com.jp",
        "taro@example.community",
        "taro@example",
        ""
      })
  void another_address_is_not_taken_for_it(String field) {
    assertThat(TARO.isIn(List.of(field))).isFalse();
  }

  @Test
  void it_is_looked_for_in_the_note_too() {
    assertThat(TARO.isIn(new PersonalFields("Jiro", "jiro@example.com", "for taro@example.com")))
        .isTrue();
    assertThat(TARO.isIn(new PersonalFields("Jiro", "jiro@example.com", null))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "taro", "@example.com", "taro@", "a b@example.com", "a@b@c"})
  void what_is_no_address_is_not_looked_for(String text) {
    assertThat(SoughtAddress.isAddress(text)).isFalse();
  }

  @Test
  void an_address_is_no_longer_than_mail_allows() {
    assertThat(SoughtAddress.isAddress("a@" + "x".repeat(252))).isTrue();
    assertThat(SoughtAddress.isAddress("ab@" + "x".repeat(252))).isFalse();
  }

  @Test
  void it_is_not_told() {
    assertThat(TARO.toString()).doesNotContain("taro");
  }
}
