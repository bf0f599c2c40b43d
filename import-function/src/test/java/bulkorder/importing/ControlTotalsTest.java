package bulkorder.importing;

import static bulkorder.ledger.RejectionCode.CONTROL_ROWS_MISMATCH;
import static bulkorder.ledger.RejectionCode.CONTROL_TOTAL_MISMATCH;
import static bulkorder.ledger.RejectionCode.CONTROL_TOTAL_WITHOUT_CURRENCY;
import static bulkorder.ledger.RejectionCode.NO_ROWS;
import static bulkorder.ledger.RejectionCode.TRAILER_MALFORMED;
import static bulkorder.ledger.RejectionCode.TRAILER_NOT_LAST;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.row.ControlTotals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTotalsTest {

  private static final String HEADER =
      "order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method,amount,currency\n";
  private static final String THREE_ROWS =
      HEADER
          + "R-1,Mori,yui@example.com,TEA,2,500,tok_visa,,\n"
          + "R-2,Mori,yui@example.com,TEA,2,500,tok_visa,\"1,000\",JPY\n"
          + "R-3,,nobody,TEA,x,500,tok_visa,¥500,\n";
  private static final String TWO_CURRENCIES =
      THREE_ROWS + "R-4,Mori,yui@example.com,TEA,1,9.99,tok_visa,,USD\n";

  @Test
  void a_file_comes_to_what_its_rows_state_or_multiply_good_or_bad() {
    assertThat(totals(THREE_ROWS)).isEqualTo(totals(3, Map.of("JPY", "2500")));
    assertThat(totals(TWO_CURRENCIES)).isEqualTo(totals(4, Map.of("JPY", "2500", "USD", "9.99")));
  }

  @ParameterizedTest
  @CsvSource({
    "'x', '', JPY, ''",
    "'', x, JPY, ''",
    "2, x, JPY, ''",
    "2, 500, ?, ''",
    "2, $500, JPY, ''",
    "2, 500, EUR, EUR=1000",
    "2, -500, JPY, JPY=-1000",
    "2, 12345678901234567, JPY, ''"
  })
  void a_row_counts_where_its_amount_and_currency_can_be_read(
      String quantity, String unitPrice, String currency, String sum) {
    var file =
        Row.good()
            .with("quantity", quantity)
            .with("unit_price", unitPrice)
            .with("currency", currency)
            .read();
    assertThat(((Complete) file.reading()).totals().sums().toString()).isEqualTo("{" + sum + "}");
  }

  @Test
  void an_amount_that_is_stated_counts_before_the_product() {
    var file = Row.good().with("amount", "1,001").read();
    assertThat(((Complete) file.reading()).totals().sums()).containsEntry("JPY", decimal("1001"));
    var unreadable = Row.good().with("amount", "x").read();
    assertThat(((Complete) unreadable.reading()).totals().sums()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#TOTAL,3,2500",
        "#total,3,2500,JPY",
        "＃ＴＯＴＡＬ,３,２５００",
        " #Total , 3 ,\"¥2,500\",,,,,,",
        "#TOTAL,3,2500円,円",
        "#TOTAL,3,2500.00,JPY,0,USD"
      })
  void a_trailer_that_agrees_is_no_order(String trailer) {
    var file = ReadFile.of(THREE_ROWS + trailer + "\n\n");
    assertThat(file.reading()).isInstanceOf(Complete.class);
    assertThat(file.rows()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#TOTAL",
        "#TOTAL,3",
        "#TOTAL,,2500",
        "#TOTAL,x,2500",
        "#TOTAL,-3,2500",
        "#TOTAL,3.0,2500",
        "#TOTAL,3,x",
        "#TOTAL,3,\"2,50\"",
        "#TOTAL,3,2500,???",
        "#TOTAL,3,2500,JPY,0",
        "#TOTAL,3,2500,JPY,2500,円",
        "#TOTAL,3,$2500,JPY"
      })
  void a_malformed_trailer_is_refused_with_its_row(String trailer) {
    assertThat(ReadFile.of(THREE_ROWS + trailer).rejection())
        .isEqualTo(new Rejection(TRAILER_MALFORMED, Map.of("row", "5")));
  }

  @Test
  void a_row_below_the_trailer_is_refused() {
    String text = THREE_ROWS + "#TOTAL,3,2500\n\n";
    var expected = new Rejection(TRAILER_NOT_LAST, Map.of("row", "7"));
    assertThat(ReadFile.of(text + "R-9,x").rejection()).isEqualTo(expected);
    assertThat(ReadFile.of(text + "#TOTAL,3,2500").rejection()).isEqualTo(expected);
  }

  @Test
  void a_trailer_alone_makes_no_orders() {
    assertThat(ReadFile.of(HEADER + "#TOTAL,0,0").rejection().code()).isEqualTo(NO_ROWS);
  }

  @Test
  void a_trailer_that_disagrees_is_refused_with_both_values() {
    assertThat(ReadFile.of(THREE_ROWS + "#TOTAL,5,2500").rejection())
        .isEqualTo(
            new Rejection(
                CONTROL_ROWS_MISMATCH, Map.of("declared", "5", "actual", "3", "difference", "-2")));
    assertThat(ReadFile.of(THREE_ROWS + "#TOTAL,3,2000").rejection())
        .isEqualTo(mismatch("JPY", "2000", "2500", "+500"));
    assertThat(ReadFile.of(TWO_CURRENCIES + "#TOTAL,4,2500").rejection())
        .isEqualTo(
            new Rejection(
                CONTROL_TOTAL_WITHOUT_CURRENCY,
                Map.of("declared", "2500", "currencies", "JPY, USD")));
    assertThat(ReadFile.of(TWO_CURRENCIES + "#TOTAL,4,2500,JPY").rejection())
        .isEqualTo(mismatch("USD", "0", "9.99", "+9.99"));
  }

  @Test
  void totals_that_are_declared_beside_the_file_must_agree_too() {
    assertThat(read(new ControlTotals(3, Map.of("JPY", decimal("2500.00"))))).isEmpty();
    assertThat(read(new ControlTotals(null, Map.of()))).isEmpty();
    assertThat(read(new ControlTotals(2, Map.of())).orElseThrow().code())
        .isEqualTo(CONTROL_ROWS_MISMATCH);
    assertThat(read(new ControlTotals(null, Map.of("JPY", decimal("1")))))
        .contains(mismatch("JPY", "1", "2500", "+2499"));
  }

  private static Optional<Rejection> read(ControlTotals declared) {
    return declared.disagreement(totals(THREE_ROWS));
  }

  private static Rejection mismatch(
      String currency, String declared, String actual, String difference) {
    return new Rejection(
        CONTROL_TOTAL_MISMATCH,
        Map.of(
            "currency", currency,
            "declared", declared,
            "actual", actual,
            "difference", difference));
  }

  private static FileTotals totals(String text) {
    return ((Complete) ReadFile.of(text).reading()).totals();
  }

  private static FileTotals totals(int rows, Map<String, String> sums) {
    Map<String, BigDecimal> decimals = new HashMap<>();
    sums.forEach((currency, sum) -> decimals.put(currency, decimal(sum)));
    return new FileTotals(rows, decimals);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
