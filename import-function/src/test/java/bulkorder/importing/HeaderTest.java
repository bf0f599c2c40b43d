package bulkorder.importing;

import static bulkorder.ledger.RejectionCode.AMBIGUOUS_COLUMN;
import static bulkorder.ledger.RejectionCode.CARD_NUMBER_IN_HEADER;
import static bulkorder.ledger.RejectionCode.MISSING_COLUMNS;
import static bulkorder.ledger.RejectionCode.NO_HEADER;
import static bulkorder.ledger.RejectionCode.REPEATED_COLUMN;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.row.AmbiguousName;
import bulkorder.ledger.row.OrderColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderTest {

  private static final String JAPANESE = "注文番号,顧客名,メールアドレス,商品コード,数量,単価,金額,通貨,支払方法,言語,希望日,備考\n";
  private static final String ROW =
      "R-1,森 結衣,yui@example.com,TEA,2,500,1000,円,tok_visa,日本語,令和8年12月1日,午前中に\n";

  static Stream<String> names() {
    return Arrays.stream(OrderColumn.values())
        .flatMap(column -> Stream.concat(Stream.of(column.title()), column.aliases().stream()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_name_means_one_column_and_none_is_ambiguous(String name) {
    long meanings =
        Arrays.stream(OrderColumn.values())
            .filter(column -> column.title().equals(name) || column.aliases().contains(name))
            .count();
    assertThat(meanings).isEqualTo(1);
    assertThat(AmbiguousName.ALL.stream().flatMap(ambiguous -> ambiguous.names().stream()))
        .doesNotContain(name);
  }

  @Test
  void a_file_with_japanese_names_is_read() {
    var order = ReadFile.of(JAPANESE + ROW).order(0);
    assertThat(order.orderReference()).isEqualTo("R-1");
    assertThat(order.amount()).hasToString("1000 JPY");
    assertThat(order.requestedDate()).hasToString("2026-12-01");
    assertThat(order.note()).isEqualTo("午前中に");
  }

  @ParameterizedTest
  @CsvSource({
    "注文番号, 受注番号",
    "注文番号, オーダー番号",
    "注文番号, ｵｰﾀﾞｰ番号",
    "注文番号, 注文No.",
    "注文番号, 注文 №",
    "注文番号, 【必須】注文番号",
    "注文番号, 注文番号（半角英数字）",
    "注文番号, ORDER-REFERENCE",
    "注文番号, Order　Number",
    "注文番号, ｏｒｄｅｒ＿ｒｅｆｅｒｅｎｃｅ",
    "メールアドレス, E-Mail",
    "メールアドレス, ﾒｰﾙｱﾄﾞﾚｽ",
    "メールアドレス, Ｅメール",
    "単価, 単価（円）",
    "単価, 単価 [JPY]",
    "単価, Unit Price (JPY)",
    "単価, unitPrice",
    "金額, 合計金額(税込)",
    "希望日, お届け希望日(YYYY/MM/DD)"
  })
  void names_are_read_whatever_their_width_case_and_spacing(String name, String written) {
    var file = ReadFile.of(JAPANESE.replace(name, written) + ROW);
    assertThat(file.rows().getFirst()).isInstanceOf(Good.class);
    assertThat(((Complete) file.reading()).header()).contains(written);
  }

  @ParameterizedTest
  @CsvSource({"単価（税抜）", "税抜単価", "参考単価"})
  void a_price_that_is_not_the_price_is_not_taken_for_it(String name) {
    var rejection = ReadFile.of(JAPANESE.replace("単価", name) + ROW).rejection();
    assertThat(rejection.code()).isEqualTo(MISSING_COLUMNS);
    assertThat(rejection.values()).containsEntry("missing", "unit_price");
  }

  @Test
  void a_column_in_dollars_has_no_yen() {
    var file = ReadFile.of(JAPANESE.replace("単価", "単価（USD）") + ROW);
    assertThat(file.errors(0))
        .containsExactly(
            new RowError("unit_price", RowErrorCode.CURRENCY_SIGN_DIFFERS, "500", "JPY"));
  }

  @Test
  void the_names_of_the_clients_own_columns_are_given_back_as_they_are() {
    var file = ReadFile.of("棚番 , Colour," + JAPANESE.strip() + ",\nA-1,red," + ROW.strip() + ",\n");
    var header = ((Complete) file.reading()).header();
    assertThat(header).startsWith("棚番", "Colour", "注文番号").endsWith("備考", "").hasSize(15);
    assertThat(file.rows().getFirst().source()).startsWith("A-1", "red", "R-1").hasSize(15);
  }

  @Test
  void a_column_named_in_two_languages_is_refused_with_both_spellings() {
    assertRefused(
        "Amount," + JAPANESE,
        REPEATED_COLUMN,
        Map.of(
            "column", "amount",
            "first", "1",
            "firstName", "Amount",
            "second", "8",
            "secondName", "金額"));
  }

  @Test
  void the_same_name_of_an_unknown_column_twice_is_refused() {
    assertRefused(
        "棚番号," + JAPANESE.strip() + ",棚 番号\n",
        REPEATED_COLUMN,
        Map.of(
            "column", "棚番号",
            "first", "1",
            "firstName", "棚番号",
            "second", "14",
            "secondName", "棚 番号"));
  }

  @ParameterizedTest
  @CsvSource({
    "注文番号, 番号, 1, 'order_reference, product_code'",
    "注文番号, Order ID, 1, order_reference",
    "顧客名, Name, 2, customer_name",
    "商品コード, コード, 4, 'order_reference, product_code'",
    "単価, 価格, 6, 'unit_price, amount'",
    "金額, 合計, 7, amount",
    "支払方法, 決済, 9, payment_method",
    "希望日, 日付, 11, requested_date"
  })
  void an_ambiguous_name_is_refused_with_what_it_may_mean(
      String name, String written, String position, String candidates) {
    assertRefused(
        JAPANESE.replace(name, written),
        AMBIGUOUS_COLUMN,
        Map.of("column", written, "position", position, "candidates", candidates));
  }

  @ParameterizedTest
  @CsvSource({"番号", "name", "価格", "小計", "日付", "コード"})
  void an_ambiguous_name_is_the_clients_own_where_nothing_is_left_that_it_may_mean(String name) {
    var file = ReadFile.of(name + "," + JAPANESE + "x," + ROW);
    assertThat(file.rows().getFirst()).isInstanceOf(Good.class);
  }

  @Test
  void a_card_number_in_the_header_is_refused_and_not_repeated() {
    for (String first : List.of("4111 1111 1111 1111," + JAPANESE, "R-1,４１１１１１１１１１１１１１１１\n")) {
      var file = ReadFile.of(first + ROW);
      assertThat(file.rejection().code()).isEqualTo(CARD_NUMBER_IN_HEADER);
      assertThat(file.reading().cardNumberFound()).isTrue();
      assertThat(file.toString()).doesNotContain("1111", "１１１１");
    }
  }

  @Test
  void data_in_the_first_row_is_no_header() {
    assertThat(ReadFile.of(ROW + ROW).rejection().code()).isEqualTo(NO_HEADER);
  }

  private static void assertRefused(String header, RejectionCode code, Map<String, String> values) {
    assertThat(ReadFile.of(header + ROW).rejection()).isEqualTo(new Rejection(code, values));
  }
}
