package bulkorder.importing;

import static bulkorder.ledger.RejectionCode.CORRECTION_BATCH_ID;
import static bulkorder.ledger.RejectionCode.CORRECTION_ROW_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.row.Header;
import bulkorder.ledger.row.RowCheck;
import bulkorder.ledger.row.TextRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsTest {

  private static final String BATCH = "01890a5d-ac96-774b-bcce-b302099a8057";
  private static final String OTHER_BATCH = "01890a5d-ac96-774b-bcce-b302099a8058";
  private static final String HEADER =
      "batch_id,row_number,order_reference,customer_name,customer_email,product_code,quantity,"
          + "unit_price,payment_method,棚番,row_status,row_codes,row_messages\n";
  private static final String ORDER = ",R-1,Mori,yui@example.com,TEA,2,500,tok_visa,A-1";
  private static final String REPORT = ",INVALID,REQUIRED,空です\n";

  @Test
  void the_rows_of_a_correction_have_their_original_numbers() {
    var file = ReadFile.of(HEADER + row(BATCH, "940") + row(BATCH, "17"));
    assertThat(file.rows()).extracting(ImportedRow::rowNumber).containsExactly(940, 17);
    assertThat(file.rows()).hasOnlyElementsOfType(Good.class);
  }

  @Test
  void the_columns_of_a_report_are_not_the_clients_own() {
    var file = ReadFile.of(HEADER + row(BATCH, "940"));
    assertThat(((Complete) file.reading()).header())
        .hasSize(8)
        .contains("棚番")
        .doesNotContain("batch_id");
    assertThat(file.rows().getFirst().source())
        .containsExactly("R-1", "Mori", "yui@example.com", "TEA", "2", "500", "tok_visa", "A-1");
  }

  @Test
  void the_check_names_the_batch_that_is_corrected() {
    var header = Header.of(new TextRow(1, List.of(HEADER.strip().split(","))), 100);
    var check = new RowCheck(header, ReadFile.TERMS, _ -> ReadFile.TERMS);
    assertThat(header.isCorrection()).isTrue();
    assertThat(check.correctedBatch()).isEmpty();
    check.check(new TextRow(2, List.of((BATCH + ",5" + ORDER).split(","))));
    assertThat(check.correctedBatch()).isEqualTo(BatchId.parse(BATCH));
  }

  @Test
  void a_file_with_one_of_the_two_columns_is_no_correction() {
    String text = (HEADER + row(BATCH, "940")).replace("batch_id", "batch").replace(BATCH, "x");
    var file = ReadFile.of(text);
    assertThat(file.rows().getFirst().rowNumber()).isEqualTo(2);
    assertThat(((Complete) file.reading()).header()).startsWith("batch", "order_reference");
  }

  @Test
  void the_apostrophe_that_a_report_put_before_a_formula_is_taken_off_once() {
    var fields = List.of("'=1+1", "'@x", "'+5", "'-5", "''=x", "'\tx", "'x", "'", "=1");
    String text = HEADER.strip() + ",a,b,c,d,e,f,g,h,i\n";
    String row = BATCH + ",7" + ORDER + REPORT.strip() + "," + String.join(",", fields) + "\n";
    assertThat(ReadFile.of(text + row).rows().getFirst().source())
        .endsWith("=1+1", "@x", "+5", "-5", "'=x", "\tx", "'x", "'", "=1");
  }

  @Test
  void an_apostrophe_stays_where_there_was_no_report() {
    var order = Row.good().with("product_code", "'=1+1").read().order(0);
    assertThat(order.productCode()).isEqualTo("'=1+1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.0", "2000001", "99999999999", "9"})
  void a_row_number_that_is_none_or_comes_twice_is_refused(String number) {
    assertThat(ReadFile.of(HEADER + row(BATCH, "9") + row(BATCH, number)).rejection())
        .isEqualTo(
            new Rejection(
                CORRECTION_ROW_NUMBER, Map.of("row", "3", "value", number, "rowsMax", "2000000")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", OTHER_BATCH, "01890a5d-ac96-774b-bcce-b302099a805"})
  void a_batch_that_is_none_or_another_is_refused(String batch) {
    assertThat(ReadFile.of(HEADER + row(BATCH, "9") + row(batch, "10")).rejection())
        .isEqualTo(
            new Rejection(
                CORRECTION_BATCH_ID, Map.of("row", "3", "value", batch, "expected", BATCH)));
  }

  @Test
  void a_refusal_repeats_no_name_that_stands_where_the_number_should() {
    assertThat(ReadFile.of(HEADER + row(BATCH, "森 結衣")).rejection().values())
        .containsEntry("value", "森***");
    assertThat(ReadFile.of(HEADER + row("yui@example.com", "9")).rejection().values())
        .containsEntry("value", "y***");
  }

  @Test
  void a_ragged_row_of_a_correction_keeps_its_number() {
    var file = ReadFile.of(HEADER + BATCH + ",31,R-1,Mori\n");
    assertThat(file.rows().getFirst()).isInstanceOf(Bad.class);
    assertThat(file.rows().getFirst().rowNumber()).isEqualTo(31);
    assertThat(file.rows().getFirst().source()).containsExactly("R-1", "Mori");
  }

  @Test
  void a_card_number_in_the_columns_of_a_report_is_found_and_not_repeated() {
    String card = "4111 1111 1111 1111";
    var file = ReadFile.of(HEADER + row(BATCH, "9").replace("空です", card));
    assertThat(file.reading().cardNumberFound()).isTrue();
    assertThat(file.errors(0).getFirst().column()).isEqualTo("row_messages");
    assertThat(ReadFile.of(HEADER + row(BATCH, card)).toString()).doesNotContain("1111");
  }

  private static String row(String batch, String number) {
    return batch + "," + number + ORDER + REPORT;
  }
}
