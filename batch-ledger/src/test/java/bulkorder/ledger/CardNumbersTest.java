package bulkorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "30569309025904",
        "36227206271667",
        "38520000023237",
        "3530111333300000",
        "6011111111111117",
        "6200000000000005",
        "6304000000000000",
        "4000000000000000006"
      })
  void numbers_of_all_issuers_are_found(String number) {
    assertThat(CardNumbers.in(number)).isTrue();
    assertThat(CardNumbers.masked(number)).isEqualTo("***");
  }

  /** Each has a card number in it, if its dashes are taken for separators of one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a6839d1a-85ae-4074-9418-393929902e2b",
        "65f0b09e-4302-4341-9403-4557b6438afb",
        "AC7094D3-8766-4217-8539-7B9C2FC675A9",
        "order 6c6201e3-0381-4607-9223-2979a38d8d9d.csv"
      })
  void a_uuid_is_no_card_number(String text) {
    assertThat(CardNumbers.in(text)).isFalse();
    assertThat(CardNumbers.masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a6839d1a-85ae-4074-9418-393929902e2b 4111-1111-1111-1111",
        "41111111-1111-1111-abcd-12",
        "xa6839d1a-85ae-4074-9418-393929902e2b"
      })
  void what_is_beside_a_uuid_or_merely_like_one_is_looked_at(String text) {
    assertThat(CardNumbers.in(text)).isTrue();
    assertThat(CardNumbers.masked(text)).contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111 - 1111 - 1111 - 1111",
        "４１１１　－　１１１１　－　１１１１　－　１１１１",
        "4111‐1111‑1111–1111",
        "4111—1111−1111－1111",
        "4111ー1111ｰ1111―1111",
        "4111.1111.1111.1111",
        "4111_1111_1111_1111",
        "4111/1111/1111/1111",
        "4111・1111･1111·1111",
        "4,111,111,111,111,111",
        "4111  1111  1111  1111",
        "4111- 1111 -1111--1111",
        "4111\t1111\t1111\t1111",
        "4111　1111　1111　1111",
        "4111\u00a01111\u200b1111\u00ad1111",
        "4111\n1111\r\n1111\n1111",
        "4111\u200b\u200b\u200b\u20601111 \u0000-1111\u0001\u0002\u00031111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "４１１１１１１１１１１１１１１１",
        "４１１１－１１１１－１１１１－１１１１",
        "٤١١١١١١١١١١١١١١١",
        "41111111-11111111",
        "3782-822463-10005",
        "3056 930902 5904"
      })
  void disguises_do_not_help(String number) {
    assertThat(CardNumbers.masked("[" + number + "]")).isEqualTo("[***]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4111111111111112",
        "411111111111111",
        "41111111111111111111",
        "99941111111111111111",
        "4901234567894",
        "4901234567894 4901234567900",
        "4901234567894-001",
        "14901234567891",
        "20261120123045",
        "20261120-000012345",
        "2026-11-20 12:30:45.123456",
        "090-1234-5678 03-1234-5678",
        "1234567890123456",
        "01890a5d-ac96-774b-bcce-b302099a8057",
        "4111 x 1111 1111 1111",
        "4111    1111    1111    1111",
        "〇一二三四五六七八九〇一二三四五六"
      })
  void what_is_no_card_number_stays(String text) {
    assertThat(CardNumbers.in(text)).isFalse();
    assertThat(CardNumbers.masked(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          card 4111 1111 1111 1111, thanks | card ***, thanks
          12 4111111111111111 35 | 12 *** 35
          4111111111111111 and 378282246310005 | *** and ***
          番号は４１１１１１１１１１１１１１１１です | 番号は***です
          tok_4111111111111111x | tok_***x
          4901234567894 4111111111111111 | 4901234567894 ***
          """)
  void each_number_is_masked_wholly_and_nothing_else(String text, String masked) {
    assertThat(CardNumbers.masked(text)).isEqualTo(masked);
  }
}
