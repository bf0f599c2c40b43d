package bulkorder.importing;

import static bulkorder.importing.ReadFile.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Money;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedFilesTest {

  private static final OrderLine ORDER =
      new OrderLine(
          "R-1",
          "髙橋 美咲",
          "misaki@example.com",
          "TEA",
          2,
          new BigDecimal("500"),
          new Money(new BigDecimal("1000"), Currency.getInstance("JPY")),
          "tok_visa",
          "en",
          LocalDate.of(2026, 12, 1),
          "午前中に");

  private static final String ROW =
      "R-1,髙橋 美咲,misaki@example.com,TEA,2,500,1000,JPY,tok_visa,en,2026-12-01,午前中に";

  private static final List<String> FIELDS = List.of(ROW.split(","));

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_line_end_is_read(String lineEnd) {
    String text = (HEADER + ROW + "\n" + ROW).replace("\n", lineEnd);
    assertThat(ReadFile.of(text).rows())
        .containsExactly(new Good(2, FIELDS, ORDER), new Good(3, FIELDS, ORDER));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_header() {
    assertThat(ReadFile.of("\ufeff" + HEADER + ROW).order(0)).isEqualTo(ORDER);
  }

  @Test
  void the_digest_is_that_of_all_bytes() {
    String text = "\ufeff" + HEADER + ROW;
    assertThat(ReadFile.of(text).reading())
        .isInstanceOfSatisfying(
            Complete.class, c -> assertThat(c.sha256()).isEqualTo(Sha256.of(text)));
  }

  @Test
  void columns_stand_in_any_sequence_with_others_between_them() {
    String text =
        """
        note , colour,PRODUCT_CODE,　quantity　,unit_price,payment_method,customer_email,,customer_name,order_reference,amount,Currency,language,requested_date
        午前中に,red,TEA,2,500,tok_visa,misaki@example.com,,髙橋 美咲,R-1,1000,JPY,en,2026-12-01
        """;
    assertThat(ReadFile.of(text).order(0)).isEqualTo(ORDER);
  }

  @Test
  void white_space_around_values_is_no_part_of_them() {
    String row = ROW.replace(",", " \t, 　\u00a0");
    assertThat(ReadFile.of(HEADER + " " + row + " ").order(0)).isEqualTo(ORDER);
  }

  @Test
  void rows_are_numbered_as_a_spreadsheet_shows_them() {
    String twoLines = ROW.replace("午前中に", "\"one\r\ntwo\"");
    String text = "\n" + HEADER + "\n" + twoLines + "\n,,,,\n" + ROW + "\n" + ROW + "\n\n";
    assertThat(ReadFile.of(text).rows())
        .extracting(ImportedRow::rowNumber)
        .containsExactly(4, 6, 7);
  }

  @Test
  void quotes_commas_and_line_breaks_may_stand_in_quotes() {
    String row = ROW.replace("午前中に", "\"say \"\"hi\"\",\nthen leave\"");
    assertThat(ReadFile.of(HEADER + row).order(0).note()).isEqualTo("say \"hi\",\nthen leave");
  }

  @Test
  void empty_optional_fields_at_the_end_may_be_missing() {
    String row = "R-1,Mori,yui@example.com,TEA,2,500,,,tok_visa";
    OrderLine order = ReadFile.of(HEADER + row).order(0);
    assertThat(order.language()).isEqualTo("ja");
    assertThat(order.amount().currency().getCurrencyCode()).isEqualTo("JPY");
    assertThat(order.requestedDate()).isNull();
    assertThat(order.note()).isNull();
  }

  @Test
  void a_ragged_row_is_an_error_of_that_row_alone() {
    var file = ReadFile.of(HEADER + "a,b,c\n" + ROW + "\n" + ROW + ",x\n");
    assertThat(file.errors(0))
        .containsExactly(new RowError(null, RowErrorCode.FIELD_COUNT, "3", "12"));
    assertThat(file.order(1)).isEqualTo(ORDER);
    assertThat(file.errors(2))
        .containsExactly(new RowError(null, RowErrorCode.FIELD_COUNT, "13", "12"));
  }
}
