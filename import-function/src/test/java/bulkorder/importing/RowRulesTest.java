package bulkorder.importing;

import static bulkorder.ledger.RowErrorCode.AMOUNT_ABOVE_MAXIMUM;
import static bulkorder.ledger.RowErrorCode.AMOUNT_BELOW_MINIMUM;
import static bulkorder.ledger.RowErrorCode.AMOUNT_MISMATCH;
import static bulkorder.ledger.RowErrorCode.CARD_NUMBER;
import static bulkorder.ledger.RowErrorCode.CONTROL_CHARACTER;
import static bulkorder.ledger.RowErrorCode.CURRENCY_NOT_ALLOWED;
import static bulkorder.ledger.RowErrorCode.CURRENCY_SIGN_DIFFERS;
import static bulkorder.ledger.RowErrorCode.FULL_WIDTH_EMAIL_ADDRESS;
import static bulkorder.ledger.RowErrorCode.LANGUAGE_NOT_SUPPORTED;
import static bulkorder.ledger.RowErrorCode.NOT_AN_EMAIL_ADDRESS;
import static bulkorder.ledger.RowErrorCode.NOT_A_DATE;
import static bulkorder.ledger.RowErrorCode.NOT_A_NUMBER;
import static bulkorder.ledger.RowErrorCode.NOT_A_WHOLE_NUMBER;
import static bulkorder.ledger.RowErrorCode.OUT_OF_RANGE;
import static bulkorder.ledger.RowErrorCode.REQUIRED;
import static bulkorder.ledger.RowErrorCode.TOO_LONG;
import static bulkorder.ledger.RowErrorCode.TOO_MANY_DECIMALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRulesTest {

  private static final String QUANTITIES = "1–1000000";
  private static final String DECIMALS = "0.0001–999999999999999.9999";

  static Stream<Arguments> badValues() {
    return Stream.of(
        bad("order_reference", "", REQUIRED, "", null),
        bad("order_reference", "　 ", REQUIRED, "", null),
        bad("order_reference", "x".repeat(101), TOO_LONG, "x".repeat(99) + "…", "100"),
        fix("order_reference", "R\u00851", CONTROL_CHARACTER, "R\ufffd1", null, "R1"),
        fix("product_code", "TEA\n1", CONTROL_CHARACTER, "TEA\ufffd1", null, "TEA1"),
        fix("product_code", "\u200bTEA", CONTROL_CHARACTER, "\ufffdTEA", null, "TEA"),
        fix("product_code", "T\ufeffEA", CONTROL_CHARACTER, "T\ufffdEA", null, "TEA"),
        fix("order_reference", "R\u202e1", CONTROL_CHARACTER, "R\ufffd1", null, "R1"),
        fix("order_reference", "R\u20661\u2069", CONTROL_CHARACTER, "R\ufffd1\ufffd", null, "R1"),
        bad("order_reference", "\u200b\u200b", CONTROL_CHARACTER, "\ufffd\ufffd", null),
        bad("customer_name", "Mori\u0007", CONTROL_CHARACTER, "M***", null),
        bad("customer_name", "𠮷".repeat(201), TOO_LONG, "𠮷***", "200"),
        bad("note", "a\tb", CONTROL_CHARACTER, "a***", null),
        bad("note", "x".repeat(2001), TOO_LONG, "x***", "2000"),
        bad("payment_method", "p".repeat(256), TOO_LONG, "p***", "255"),
        bad("customer_email", "a@b", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@@b.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a b@c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        fix(
            "customer_email",
            "yui＠c.example",
            FULL_WIDTH_EMAIL_ADDRESS,
            "y***",
            null,
            "y***@c.example"),
        fix(
            "customer_email",
            "yui@ｃ．ｅｘａｍｐｌｅ",
            FULL_WIDTH_EMAIL_ADDRESS,
            "y***",
            null,
            "y***@c.example"),
        bad("customer_email", "山田@c.example", NOT_AN_EMAIL_ADDRESS, "山***", null),
        bad("customer_email", "a@例え.jp", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "@c.example", NOT_AN_EMAIL_ADDRESS, "@***", null),
        bad("customer_email", "a@c.e", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@c.example.", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@-c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@c-.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad(
            "customer_email",
            "a@" + "c".repeat(64) + ".example",
            NOT_AN_EMAIL_ADDRESS,
            "a***",
            null),
        bad("customer_email", "a".repeat(65) + "@c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@b@c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@c.example,b@c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@c..example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "<a@c.example>", NOT_AN_EMAIL_ADDRESS, "<***", null),
        bad("customer_email", "a@127.0.0.1", NOT_AN_EMAIL_ADDRESS, "a***", null),
        fix("quantity", "1.0", NOT_A_WHOLE_NUMBER, "1.0", null, "1"),
        fix("quantity", "２．００", NOT_A_WHOLE_NUMBER, "２．００", null, "2"),
        bad("quantity", "1.5", NOT_A_WHOLE_NUMBER, "1.5", null),
        bad("quantity", "2円", NOT_A_WHOLE_NUMBER, "2円", null),
        bad("quantity", "二", NOT_A_WHOLE_NUMBER, "二", null),
        bad("quantity", "1,23", NOT_A_WHOLE_NUMBER, "1,23", null),
        bad("quantity", "+1", NOT_A_WHOLE_NUMBER, "+1", null),
        bad("quantity", "1e3", NOT_A_WHOLE_NUMBER, "1e3", null),
        bad("quantity", "-", NOT_A_WHOLE_NUMBER, "-", null),
        bad("quantity", "0", OUT_OF_RANGE, "0", QUANTITIES),
        bad("quantity", "-3", OUT_OF_RANGE, "-3", QUANTITIES),
        bad("quantity", "▲3", OUT_OF_RANGE, "▲3", QUANTITIES),
        bad("quantity", "1,000,001", OUT_OF_RANGE, "1,000,001", QUANTITIES),
        bad("quantity", "1000001", OUT_OF_RANGE, "1000001", QUANTITIES),
        bad("quantity", "99999999999999999999", OUT_OF_RANGE, "99999999999999999999", QUANTITIES),
        bad("unit_price", "1e9", NOT_A_NUMBER, "1e9", null),
        bad("unit_price", "0x1F", NOT_A_NUMBER, "0x1F", null),
        bad("unit_price", "+5", NOT_A_NUMBER, "+5", null),
        bad("unit_price", "NaN", NOT_A_NUMBER, "NaN", null),
        bad("unit_price", ".5", NOT_A_NUMBER, ".5", null),
        bad("unit_price", "5.", NOT_A_NUMBER, "5.", null),
        bad("unit_price", "Infinity", NOT_A_NUMBER, "Infinity", null),
        bad("unit_price", "1,00", NOT_A_NUMBER, "1,00", null),
        bad("unit_price", "0,500", NOT_A_NUMBER, "0,500", null),
        bad("unit_price", "1,0000", NOT_A_NUMBER, "1,0000", null),
        bad("unit_price", ",500", NOT_A_NUMBER, ",500", null),
        bad("unit_price", "500,", NOT_A_NUMBER, "500,", null),
        bad("unit_price", "1000,000", NOT_A_NUMBER, "1000,000", null),
        bad("unit_price", "1,,000", NOT_A_NUMBER, "1,,000", null),
        bad("unit_price", "1.234,56", NOT_A_NUMBER, "1.234,56", null),
        bad("unit_price", "500,5", NOT_A_NUMBER, "500,5", null),
        bad("unit_price", "1 000", NOT_A_NUMBER, "1 000", null),
        bad("unit_price", "(500)", NOT_A_NUMBER, "(500)", null),
        bad("unit_price", "500-", NOT_A_NUMBER, "500-", null),
        bad("unit_price", "--500", NOT_A_NUMBER, "--500", null),
        bad("unit_price", "¥", NOT_A_NUMBER, "¥", null),
        bad("unit_price", "円", NOT_A_NUMBER, "円", null),
        bad("unit_price", "¥500円", NOT_A_NUMBER, "¥500円", null),
        bad("unit_price", "€500", NOT_A_NUMBER, "€500", null),
        bad("unit_price", "五百", NOT_A_NUMBER, "五百", null),
        bad("unit_price", "=500", NOT_A_NUMBER, "=500", null),
        bad("unit_price", "500; drop table orders", NOT_A_NUMBER, "500; drop table orders", null),
        bad("unit_price", "$500", CURRENCY_SIGN_DIFFERS, "$500", "JPY"),
        bad("unit_price", "USD 500", CURRENCY_SIGN_DIFFERS, "USD 500", "JPY"),
        bad("unit_price", "−５００", OUT_OF_RANGE, "−５００", DECIMALS),
        bad("unit_price", "－500", OUT_OF_RANGE, "－500", DECIMALS),
        bad("unit_price", "▲500", OUT_OF_RANGE, "▲500", DECIMALS),
        bad("unit_price", "△¥500", OUT_OF_RANGE, "△¥500", DECIMALS),
        bad("unit_price", "¥-500", OUT_OF_RANGE, "¥-500", DECIMALS),
        bad("unit_price", "1.2.3", NOT_A_NUMBER, "1.2.3", null),
        bad("unit_price", "٥", NOT_A_NUMBER, "٥", null),
        bad("unit_price", "0.00", OUT_OF_RANGE, "0.00", DECIMALS),
        bad("unit_price", "-1", OUT_OF_RANGE, "-1", DECIMALS),
        bad("unit_price", "1234567890123456", OUT_OF_RANGE, "1234567890123456", DECIMALS),
        bad("unit_price", "9".repeat(9_999), TOO_LONG, "9".repeat(99) + "…", "100"),
        bad("unit_price", "1.00001", TOO_MANY_DECIMALS, "1.00001", "4"),
        bad("unit_price", "100.25", TOO_MANY_DECIMALS, "100.25", "0"),
        bad("unit_price", "49.5", AMOUNT_BELOW_MINIMUM, "99", "100", "amount"),
        bad("unit_price", "500001", AMOUNT_ABOVE_MAXIMUM, "1000002", "1000000", "amount"),
        fix("amount", "1001", AMOUNT_MISMATCH, "1001", "1000", "1000"),
        fix("amount", "¥10,000", AMOUNT_MISMATCH, "10000", "1000", "1000"),
        fix("amount", "1000.01", AMOUNT_MISMATCH, "1000.01", "1000", "1000"),
        bad("amount", "$1000", CURRENCY_SIGN_DIFFERS, "$1000", "JPY"),
        bad("amount", "-1000", OUT_OF_RANGE, "-1000", DECIMALS),
        bad("currency", "EUR", CURRENCY_NOT_ALLOWED, "EUR", "JPY, USD"),
        bad("currency", "銭", CURRENCY_NOT_ALLOWED, "銭", "JPY, USD"),
        fix("currency", "yen", CURRENCY_NOT_ALLOWED, "yen", "JPY, USD", "JPY"),
        fix("currency", "￥", CURRENCY_NOT_ALLOWED, "￥", "JPY, USD", "JPY"),
        bad("language", "fr", LANGUAGE_NOT_SUPPORTED, "fr", "ja, en"),
        fix("language", "jp", LANGUAGE_NOT_SUPPORTED, "jp", "ja, en", "ja"),
        fix("language", "ja-JP", LANGUAGE_NOT_SUPPORTED, "ja-JP", "ja, en", "ja"),
        bad("requested_date", "2026-02-29", NOT_A_DATE, "2026-02-29", "YYYY-MM-DD"),
        date("2026/02/30"),
        date("2026/13/01"),
        date("2026/0/1"),
        date("11/20/2026"),
        date("20/11/26"),
        date("26-11-20"),
        date("2026-11/20"),
        date("2026-11"),
        date("2026年11月20"),
        date("2026-11-200"),
        date("20261320"),
        date("202611"),
        date("令和0年1月1日"),
        date("令和8年2月29日"),
        date("平成31年5月1日"),
        date("令和元年4月30日"),
        date("R8"),
        date("Sep 20 2026"),
        date("46346"),
        date("soon"),
        fix(
            "requested_date",
            "2026/11/20 0:00:00",
            NOT_A_DATE,
            "2026/11/20 0:00:00",
            "YYYY-MM-DD",
            "2026-11-20"),
        fix(
            "requested_date",
            "2026-11-20T09:30Z",
            NOT_A_DATE,
            "2026-11-20T09:30Z",
            "YYYY-MM-DD",
            "2026-11-20"),
        bad("requested_date", "昭和64年1月7日", OUT_OF_RANGE, "昭和64年1月7日", "2000-01-01–2999-12-31"),
        bad("requested_date", "9999-12-31", OUT_OF_RANGE, "9999-12-31", "2000-01-01–2999-12-31"),
        bad("requested_date", "0000-01-01", OUT_OF_RANGE, "0000-01-01", "2000-01-01–2999-12-31"),
        bad("order_reference", "4111111111111111", CARD_NUMBER, "***", null),
        bad("quantity", "4111-1111-1111-1111", CARD_NUMBER, "***", null),
        bad("note", "card 4111 1111 1111 1111, thanks", CARD_NUMBER, "***", null),
        bad("colour", "４１１１１１１１１１１１１１１１", CARD_NUMBER, "***", null));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badValues")
  void a_bad_value_is_named_with_its_column_and_what_was_expected(
      String column, String value, RowError error) {
    var file = Row.good().with(column, value).read();
    assertThat(file.errors(0)).containsExactly(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          unit_price | 500.00
          unit_price | 0500
          unit_price | ５００
          unit_price | ５００．０
          unit_price | ¥500
          unit_price | ￥５００
          unit_price | \\500
          unit_price | ¥ 500
          unit_price | 500円
          unit_price | 500 円
          unit_price | JPY 500
          unit_price | 500jpy
          unit_price | 000,500
          amount     | 1000.0
          amount     | 1,000
          amount     | １，０００
          amount     | ￥1,000
          amount     | 1,000円
          amount     | 1,000.00
          quantity   | 002
          quantity   | ２
          quantity   | 000,002
          currency   | jpy
          currency   | ＪＰＹ
          currency   | 円
          currency   | 日本円
          language   | EN
          language   | 日本語
          language   | 英語
          language   | Japanese
          language   | ｅｎ
          customer_email | a..b.@docomo.example
          customer_email | o'brien+x@a-b.co.example
          product_code | 4901234567894
          product_code | =cmd|' /C calc'!A0
          order_reference | 4111111111111112
          order_reference | 20261120123045
          order_reference | 20261120-000012345
          order_reference | '; drop table orders; --
          customer_name | <script>alert(1)</script>
          customer_name | 👩‍👩‍👧 葛󠄀城
          note | 41111111111111111111111
          note | 4901234567894-001
          """)
  void a_good_value_is_taken(String column, String value) {
    assertThat(Row.good().with(column, value).read().rows().getFirst()).isInstanceOf(Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20",
        "2026/11/20",
        "2026.11.20",
        "20261120",
        "2026年11月20日",
        "２０２６／１１／２０",
        "２０２６年１１月２０日",
        "2026－11－20",
        "令和8年11月20日",
        "令和08年11月20日",
        "㋿8年11月20日",
        "R8.11.20",
        "r8/11/20",
        "Ｒ８．１１．２０"
      })
  void a_date_is_read_in_each_way_in_which_japanese_files_write_it(String written) {
    assertThat(Row.good().with("requested_date", written).read().order(0).requestedDate())
        .isEqualTo(LocalDate.of(2026, 11, 20));
  }

  @ParameterizedTest
  @CsvSource({
    "2026/1/5, 2026-01-05",
    "2026-1-5, 2026-01-05",
    "令和元年5月1日, 2019-05-01",
    "平成31年4月30日, 2019-04-30",
    "H12.1.1, 2000-01-01",
    "2028-02-29, 2028-02-29"
  })
  void a_date_may_have_single_digits_and_years_of_an_era(String written, LocalDate date) {
    assertThat(Row.good().with("requested_date", written).read().order(0).requestedDate())
        .isEqualTo(date);
  }

  @Test
  void an_error_of_a_spreadsheet_is_no_value_in_any_column() {
    var file = Row.good().with("customer_name", "#N/A").with("quantity", "#REF!").read();
    assertThat(file.errors(0))
        .contains(
            new RowError("customer_name", RowErrorCode.SPREADSHEET_ERROR, "#N/A"),
            new RowError("quantity", RowErrorCode.SPREADSHEET_ERROR, "#REF!"));
  }

  @Test
  void codes_lose_their_full_width_letters_and_names_keep_theirs() {
    var order =
        Row.good()
            .with("order_reference", "Ｒ－００１～Ａ")
            .with("product_code", "　ＴＥＡ＿１　")
            .with("customer_name", "ＡＢＣ商事　髙﨑①")
            .read()
            .order(0);
    assertThat(order.orderReference()).isEqualTo("R-001～A");
    assertThat(order.productCode()).isEqualTo("TEA_1");
    assertThat(order.customerName()).isEqualTo("ＡＢＣ商事　髙﨑①");
  }

  @Test
  void a_dollar_sign_agrees_with_dollars() {
    var order =
        Row.good()
            .with("currency", "USD")
            .with("unit_price", "$1,234.50")
            .with("amount", "2,469.00 USD")
            .read()
            .order(0);
    assertThat(order.amount()).hasToString("2469.00 USD");
  }

  @ParameterizedTest
  @CsvSource({"100, 1, 100", "1000000, 1, 1000000", "1, 100, 100", "0.0001, 1000000, 100"})
  void the_limits_of_a_payment_are_within_it(String unitPrice, String quantity, String amount) {
    var order = Row.good().with("unit_price", unitPrice).with("quantity", quantity).read().order(0);
    assertThat(order.amount().amount()).isEqualByComparingTo(amount);
  }

  @Test
  void a_unit_price_may_be_finer_than_its_currency_where_the_amount_is_not() {
    var order = Row.good().with("unit_price", "499.5").with("amount", "999").read().order(0);
    assertThat(order.amount().amount()).isEqualByComparingTo("999");
  }

  @Test
  void every_error_of_a_row_is_found_at_once() {
    var file =
        Row.good()
            .with("customer_name", "")
            .with("customer_email", "nobody")
            .with("quantity", "two")
            .with("unit_price", "x")
            .with("amount", "y")
            .with("currency", "EUR")
            .with("language", "fr")
            .with("requested_date", "soon")
            .read();
    assertThat(file.errors(0))
        .extracting(RowError::column)
        .containsExactlyInAnyOrder(
            "customer_name",
            "customer_email",
            "quantity",
            "unit_price",
            "amount",
            "currency",
            "language",
            "requested_date");
  }

  @Test
  void what_can_be_said_of_the_amount_is_said_where_other_fields_are_bad() {
    var file =
        Row.good()
            .with("customer_name", "")
            .with("quantity", "x")
            .with("amount", "5,000,000")
            .read();
    assertThat(file.errors(0))
        .containsExactly(
            new RowError("customer_name", REQUIRED, ""),
            new RowError("quantity", NOT_A_WHOLE_NUMBER, "x"),
            new RowError("amount", AMOUNT_ABOVE_MAXIMUM, "5000000", "1000000"));
    var unknownCurrency = Row.good().with("currency", "?").with("amount", "999").read();
    assertThat(unknownCurrency.errors(0))
        .containsExactly(
            new RowError("currency", CURRENCY_NOT_ALLOWED, "?", "JPY, USD"),
            new RowError("amount", AMOUNT_MISMATCH, "999", "1000"));
  }

  @Test
  void a_value_that_is_too_long_and_has_control_characters_has_both_errors() {
    var file = Row.good().with("order_reference", "\u0001" + "x".repeat(100)).read();
    assertThat(file.errors(0))
        .extracting(RowError::code)
        .containsExactly(CONTROL_CHARACTER, TOO_LONG);
  }

  @Test
  void a_bad_row_keeps_its_reference_unless_that_is_bad_itself() {
    var bad = (Bad) Row.good().with("quantity", "x").read().rows().getFirst();
    assertThat(bad.orderReference()).isEqualTo("R-1");
    var card =
        (Bad) Row.good().with("order_reference", "4111111111111111").read().rows().getFirst();
    assertThat(card.orderReference()).isNull();
  }

  @Test
  void a_card_number_in_a_ragged_row_is_found_too() {
    var file = ReadFile.of(ReadFile.HEADER + "R-1,378282246310005\n");
    assertThat(file.errors(0))
        .extracting(RowError::code)
        .containsExactly(RowErrorCode.FIELD_COUNT, CARD_NUMBER);
    assertThat(file.rows().toString()).doesNotContain("378282246310005");
  }

  @Test
  void the_amount_is_exact_where_floating_point_is_not() {
    var order =
        Row.good()
            .with("currency", "USD")
            .with("quantity", "3")
            .with("unit_price", "0.7")
            .with("amount", "2.1")
            .read()
            .order(0);
    assertThat(order.amount().amount().toPlainString()).isEqualTo("2.10");
  }

  private static Arguments date(String value) {
    return bad("requested_date", value, NOT_A_DATE, value, "YYYY-MM-DD");
  }

  private static Arguments fix(
      String column,
      String value,
      RowErrorCode code,
      String shown,
      @Nullable String expected,
      String suggestion) {
    return arguments(column, value, new RowError(column, code, shown, expected, suggestion));
  }

  private static Arguments bad(
      String column, String value, RowErrorCode code, String shown, @Nullable String expected) {
    return bad(column, value, code, shown, expected, column);
  }

  private static Arguments bad(
      String column,
      String value,
      RowErrorCode code,
      String shown,
      @Nullable String expected,
      String blamed) {
    return arguments(column, value, new RowError(blamed, code, shown, expected));
  }
}
