package bulkorder.importing;

import static bulkorder.ledger.RowErrorCode.AMOUNT_ABOVE_MAXIMUM;
import static bulkorder.ledger.RowErrorCode.AMOUNT_BELOW_MINIMUM;
import static bulkorder.ledger.RowErrorCode.AMOUNT_MISMATCH;
import static bulkorder.ledger.RowErrorCode.CARD_NUMBER;
import static bulkorder.ledger.RowErrorCode.CONTROL_CHARACTER;
import static bulkorder.ledger.RowErrorCode.CURRENCY_NOT_ALLOWED;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowRulesTest {

  private static final String PRICES = "1–1000000";
  private static final String DECIMALS = "0.0001–999999999999999.9999";

  static Stream<Arguments> badValues() {
    return Stream.of(
        bad("order_reference", "", REQUIRED, "", null),
        bad("order_reference", "　 ", REQUIRED, "", null),
        bad("order_reference", "x".repeat(101), TOO_LONG, "x".repeat(99) + "…", "100"),
        bad("order_reference", "R\u00851", CONTROL_CHARACTER, "R\ufffd1", null),
        bad("product_code", "TEA\n1", CONTROL_CHARACTER, "TEA\ufffd1", null),
        bad("customer_name", "Mori\u0007", CONTROL_CHARACTER, "M***", null),
        bad("customer_name", "𠮷".repeat(201), TOO_LONG, "𠮷***", "200"),
        bad("note", "a\tb", CONTROL_CHARACTER, "a***", null),
        bad("note", "x".repeat(2001), TOO_LONG, "x***", "2000"),
        bad("payment_method", "p".repeat(256), TOO_LONG, "p***", "255"),
        bad("customer_email", "a@b", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@@b.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a b@c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a＠c.example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "a@c..example", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("customer_email", "<a@c.example>", NOT_AN_EMAIL_ADDRESS, "<***", null),
        bad("customer_email", "a@127.0.0.1", NOT_AN_EMAIL_ADDRESS, "a***", null),
        bad("quantity", "１２３", NOT_A_WHOLE_NUMBER, "１２３", null),
        bad("quantity", "1.0", NOT_A_WHOLE_NUMBER, "1.0", null),
        bad("quantity", "+1", NOT_A_WHOLE_NUMBER, "+1", null),
        bad("quantity", "1e3", NOT_A_WHOLE_NUMBER, "1e3", null),
        bad("quantity", "-", NOT_A_WHOLE_NUMBER, "-", null),
        bad("quantity", "0", OUT_OF_RANGE, "0", PRICES),
        bad("quantity", "-3", OUT_OF_RANGE, "-3", PRICES),
        bad("quantity", "1000001", OUT_OF_RANGE, "1000001", PRICES),
        bad("quantity", "99999999999999999999", OUT_OF_RANGE, "99999999999999999999", PRICES),
        bad("unit_price", "1e9", NOT_A_NUMBER, "1e9", null),
        bad("unit_price", "0x1F", NOT_A_NUMBER, "0x1F", null),
        bad("unit_price", "+5", NOT_A_NUMBER, "+5", null),
        bad("unit_price", "NaN", NOT_A_NUMBER, "NaN", null),
        bad("unit_price", ".5", NOT_A_NUMBER, ".5", null),
        bad("unit_price", "5.", NOT_A_NUMBER, "5.", null),
        bad("unit_price", "1,000", NOT_A_NUMBER, "1,000", null),
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
        bad("amount", "1001", AMOUNT_MISMATCH, "1001", "1000"),
        bad("amount", "1000.01", AMOUNT_MISMATCH, "1000.01", "1000"),
        bad("amount", "¥1000", NOT_A_NUMBER, "¥1000", null),
        bad("currency", "EUR", CURRENCY_NOT_ALLOWED, "EUR", "JPY, USD"),
        bad("currency", "yen", CURRENCY_NOT_ALLOWED, "YEN", "JPY, USD"),
        bad("language", "fr", LANGUAGE_NOT_SUPPORTED, "fr", "ja, en"),
        bad("requested_date", "2026-02-29", NOT_A_DATE, "2026-02-29", "YYYY-MM-DD"),
        bad("requested_date", "2026/12/01", NOT_A_DATE, "2026/12/01", "YYYY-MM-DD"),
        bad("requested_date", "２０２６-12-01", NOT_A_DATE, "２０２６-12-01", "YYYY-MM-DD"),
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
      textBlock =
          """
          unit_price, 500.00
          unit_price, 0500
          amount,     1000.0
          quantity,   002
          currency,   jpy
          language,   EN
          customer_email, a..b.@docomo.example
          customer_email, o'brien+x@a-b.co.example
          product_code, 4901234567894
          order_reference, 4111111111111112
          order_reference, 20261120123045
          note, 41111111111111111111111
          """)
  void a_good_value_is_taken(String column, String value) {
    assertThat(Row.good().with(column, value).read().order(0)).isNotNull();
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
