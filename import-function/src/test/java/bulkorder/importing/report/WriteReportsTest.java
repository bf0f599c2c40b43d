package bulkorder.importing.report;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.complete;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static bulkorder.ledger.testing.QueueEvents.event;
import static bulkorder.ledger.testing.QueueEvents.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.order.SingleOrders;
import bulkorder.ledger.order.SingleOrders.Taken.Created;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import bulkorder.ledger.text.Sentences;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class WriteReportsTest extends LedgerTest {

  private static final String OURS =
      "batch_id,row_number,row_status,row_codes,row_messages,order_id,payment_id,";
  private static final List<String> COLUMNS = List.of("注文番号", "数量", "備考");
  private static final RowError NO_QUANTITY = new RowError("quantity", RowErrorCode.REQUIRED, "");
  private static final RowError BAD_DATE =
      new RowError("requested_date", RowErrorCode.NOT_A_DATE, "tomorrow", "YYYY-MM-DD");

  private static final ImportOptions ALL_OR_NOTHING =
      new ImportOptions(
          FileWishes.NONE,
          Policy.ALL_OR_NOTHING,
          PaymentMode.PER_ORDER,
          false,
          false,
          DeclaredTotals.NONE,
          null,
          null,
          null);
  private static final ImportOptions DRY_RUN =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.PER_ORDER,
          true,
          false,
          DeclaredTotals.NONE,
          null,
          null,
          null);

  @Inject WriteReports writeReports;
  @Inject Reports reports;
  @Inject RunEnd runEnd;
  @Inject SingleOrders singleOrders;
  @Inject InMemoryReports store;

  @Inject
  @Named("reports")
  ReportsHandler handler;

  @Inject
  @Named("reports-dead-letter")
  ReportsDeadLetterHandler deadLetterHandler;

  private final String reference = UUID.randomUUID().toString();

  @Test
  void errors_have_the_clients_columns_after_ours_and_every_sentence_in_its_language() {
    BatchId batchId = ended(csv("UTF-8", ','), bad(3, "R-3", "", "至急"));

    writeReports.write(batchId);

    Sentences japanese = Sentences.in("ja").orElseThrow();
    assertThat(errors(batchId, "UTF-8"))
        .containsExactly(
            (OURS + "注文番号,数量,備考").split(",", -1),
            new String[] {
              batchId.toString(),
              "3",
              "INVALID",
              "REQUIRED NOT_A_DATE",
              japanese.of(NO_QUANTITY) + " " + japanese.of(BAD_DATE),
              "",
              "",
              "R-3",
              "",
              "至急"
            });
  }

  @Test
  void of_an_order_that_came_alone_the_end_is_told_without_reports() throws SQLException {
    var line = order(reference + "-alone");
    var taken = singleOrders.take(DEMO, new Good(1, List.of(), line), complete(newSha256()));
    BatchId batchId = ((Created) taken).batchId();
    ledger.change(
        """
        update batches set status = 'COMPLETED', ended_at = now() where batch_id = ?
        """,
        batchId.value());

    writeReports.write(batchId);

    assertThat(
            ledger.query("select count(*) from batch_reports where batch_id = ?", batchId.value()))
        .containsExactly("0");
    assertThat(reports.due(Duration.ZERO, 1000)).extracting(Batch::batchId).doesNotContain(batchId);
  }

  @ParameterizedTest
  @CsvSource({
    "windows-31j, ','",
    "windows-31j, ;",
    "UTF-8, '\t'",
    "UTF-8, |",
    "UTF-16LE, ','",
    "EUC-JP, ','"
  })
  void a_report_is_written_as_its_file_was(String encoding, char delimiter) {
    String note = encoding.equals("EUC-JP") ? "「引用」,;|\t\"x\"\n次" : "髙﨑①㈱～－ \"引用\",;|\t\r\n次";
    BatchId batchId = ended(csv(encoding, delimiter), bad(2, "構-1", "１", note));

    writeReports.write(batchId);

    String text = store.text(key(batchId, "errors"), encoding);
    assertThat(text.charAt(0)).isEqualTo(encoding.startsWith("UTF-16") ? '\uFEFF' : 'b');
    assertThat(fields(text.replace("\uFEFF", ""), delimiter).get(1)).endsWith("構-1", "１", note);
    assertThat(store.headers(key(batchId, "errors")).getFirst())
        .isEqualTo("text/csv; charset=" + encoding);
  }

  @Test
  void a_byte_order_mark_is_given_back() {
    var marked =
        new FileDialect(Format.CSV, "UTF-8", EncodingFound.BYTE_ORDER_MARK, true, ',', null, false);
    BatchId batchId = ended(marked, bad(2, "R-2"));

    writeReports.write(batchId);

    assertThat(store.text(key(batchId, "errors"), "UTF-8")).startsWith("\uFEFFbatch_id,");
  }

  @Test
  void a_workbook_is_answered_with_csv_that_excel_opens() {
    var workbook = new FileDialect(Format.XLSX, null, null, false, null, "注文", false);
    BatchId batchId = ended(workbook, bad(2, "R-2"));

    writeReports.write(batchId);

    assertThat(store.text(key(batchId, "errors"), "UTF-8")).startsWith("\uFEFFbatch_id,");
  }

  @Test
  void json_lines_are_answered_with_json_lines() {
    var lines =
        new FileDialect(
            Format.JSON_LINES, "UTF-8", EncodingFound.CONTENT, false, null, null, false);
    BatchId batchId = ended(lines, bad(2, "R-2", "\"\n"), bad(3, "R-3"));

    writeReports.write(batchId);

    String key = key(batchId, "errors").replace(".csv", ".jsonl");
    assertThat(store.text(key, "UTF-8").lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"batch_id\":\"" + batchId + "\",\"row_number\":\""))
        .first()
        .asString()
        .endsWith("\"注文番号\":\"R-2\",\"数量\":\"\\\"\\n\",\"備考\":\"\"}");
  }

  @Test
  void sentences_that_the_encoding_cannot_hold_are_in_english() {
    BatchId batchId = ended(csv("ISO-8859-1", ','), bad(2, "Grüße"));

    writeReports.write(batchId);

    assertThat(store.text(key(batchId, "errors"), "ISO-8859-1"))
        .contains("The field \"\"quantity\"\" is empty.", "Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+81", "-1", "@SUM(A1)", "\tx", "\rx", "'quoted"})
  void what_a_spreadsheet_takes_for_a_formula_has_an_apostrophe_before_it(String value) {
    BatchId batchId = ended(csv("UTF-8", ','), bad(2, value, "a=b", "ー"));

    writeReports.write(batchId);

    assertThat(errors(batchId, "UTF-8").get(1)).endsWith("'" + value, "a=b", "ー");
  }

  @Test
  void a_row_with_more_fields_than_its_header_keeps_them_in_their_places() {
    BatchId batchId = ended(csv("UTF-8", ','), bad(2, "R-2", "1", "note", "beyond"));

    writeReports.write(batchId);

    assertThat(errors(batchId, "UTF-8").get(1)).hasSize(11).endsWith("R-2", "1", "note", "beyond");
  }

  @Test
  void thousands_of_rows_come_in_the_sequence_of_the_file() {
    ImportedRow[] rows =
        IntStream.rangeClosed(2, 2501).mapToObj(this::good).toArray(ImportedRow[]::new);
    Batch batch = imported(csv("UTF-8", ','), DRY_RUN, rows);

    writeReports.write(batch.batchId());

    List<String[]> lines = fields(store.text(key(batch.batchId(), "results"), "UTF-8"), ',');
    assertThat(lines.subList(1, lines.size()))
        .extracting(line -> Integer.parseInt(line[1]))
        .isEqualTo(IntStream.rangeClosed(2, 2501).boxed().toList());
    assertThat(reports.of(found(batch.batchId())))
        .extracting(WrittenReport::kind, WrittenReport::rows)
        .containsExactly(tuple(ReportKind.RESULTS, 2500), tuple(ReportKind.UNPROCESSED, 2500));
  }

  @Test
  void good_rows_of_a_file_that_was_all_or_nothing_are_unprocessed() {
    Batch batch = imported(csv("UTF-8", ','), ALL_OR_NOTHING, good(2), bad(3, "R-3"));

    writeReports.write(batch.batchId());

    assertThat(rowNumbers(batch.batchId(), "errors")).containsExactly("3");
    assertThat(rowNumbers(batch.batchId(), "unprocessed")).containsExactly("2");
    assertThat(rowNumbers(batch.batchId(), "results")).containsExactly("2", "3");
  }

  @Test
  void a_batch_that_runs_tells_its_errors_at_once() {
    Batch batch = imported(csv("UTF-8", ','), ImportOptions.DEFAULT, good(2), bad(3, "R-3"));

    writeReports.write(batch.batchId());

    assertThat(rowNumbers(batch.batchId(), "errors")).containsExactly("3");
    assertThat(store.has(key(batch.batchId(), "results"))).isFalse();
    assertThat(found(batch.batchId()).reportsAt()).isEmpty();
  }

  @Test
  void a_redelivered_message_writes_the_same_again() throws SQLException {
    BatchId batchId = ended(csv("UTF-8", ','), bad(2, "R-2"));
    writeReports.write(batchId);
    byte[] first = store.bytes(key(batchId, "errors"));

    writeReports.write(batchId);

    assertThat(store.bytes(key(batchId, "errors"))).isEqualTo(first);
    assertThat(
            ledger.query(
                "select kind, rows from batch_reports where batch_id = ? order by kind",
                batchId.value()))
        .containsExactly("ERRORS 1", "RESULTS 1");
  }

  @Test
  void a_report_that_has_no_rows_any_more_is_removed() throws SQLException {
    Batch batch = imported(csv("UTF-8", ','), DRY_RUN, good(2));
    writeReports.write(batch.batchId());
    assertThat(store.has(key(batch.batchId(), "unprocessed"))).isTrue();
    batches.approve(batch.batchId());
    ledger.change(
        "update batch_rows set status = 'DUPLICATE' where batch_id = ?", batch.batchId().value());
    ledger.change(
        "update batch_chunks set queued = 0, duplicate = 1, open_rows = 0 where batch_id = ?",
        batch.batchId().value());
    runEnd.endWhenDone(batch.batchId());

    writeReports.write(batch.batchId());

    assertThat(store.has(key(batch.batchId(), "unprocessed"))).isFalse();
    assertThat(rowNumbers(batch.batchId(), "results")).containsExactly("2");
  }

  @Test
  void a_report_is_saved_under_the_name_of_its_file() {
    BatchId batchId = ended(csv("UTF-8", ','), bad(2, "R-2"));
    writeReports.write(batchId);
    assertThat(store.headers(key(batchId, "errors")).getLast())
        .isEqualTo(
            "attachment; filename=\"orders-errors.csv\"; filename*=UTF-8''orders-errors.csv");
  }

  @Test
  void a_name_in_japanese_and_with_quotes_survives_a_header() {
    ReportForm form = ReportForm.of(csv("UTF-8", ','));
    assertThat(ReportName.contentDisposition("2026/注文 \"A\".csv.gz", ReportKind.RESULTS, form))
        .isEqualTo(
            "attachment; filename=\"__ _A_-results.csv\"; "
                + "filename*=UTF-8''%E6%B3%A8%E6%96%87%20%22A%22-results.csv");
  }

  @Test
  void a_bad_message_does_not_fail_its_neighbours() {
    BatchId batchId = ended(csv("UTF-8", ','), bad(2, "R-2"));

    var response =
        handler.handleRequest(
            event(
                message("bad", "nonsense"),
                message("good", "{\"batchId\":\"%s\"}".formatted(batchId))),
            Invocation.withAMinute());

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("bad");
    assertThat(store.has(key(batchId, "errors"))).isTrue();
  }

  @Test
  void a_dead_letter_is_kept() {
    deadLetterHandler.handleRequest(
        event("reports-dead-letter", reference, "nonsense"), Invocation.withAMinute());
    assertThat(ledger.query("select queue, body from dead_letters where message_id = ?", reference))
        .containsExactly("reports-dead-letter nonsense");
  }

  /** A batch of bad rows alone, which has ended. */
  private BatchId ended(FileDialect dialect, ImportedRow... rows) {
    Batch batch = imported(dialect, ImportOptions.DEFAULT, rows);
    runEnd.endWhenDone(batch.batchId());
    return batch.batchId();
  }

  private Batch imported(FileDialect dialect, ImportOptions options, ImportedRow... rows) {
    Batch batch = given.batchBeingImported(options);
    importLedger.importRows(
        batch,
        sink -> {
          List.of(rows).forEach(sink::add);
          return new Complete(
              newSha256(), dialect, COLUMNS, new FileTotals(0, Map.of()), false, null);
        },
        250,
        60);
    return batch;
  }

  private static FileDialect csv(String encoding, char delimiter) {
    return new FileDialect(
        Format.CSV, encoding, EncodingFound.CONTENT, false, delimiter, null, false);
  }

  private Good good(int rowNumber) {
    return new Good(rowNumber, List.of("R-" + rowNumber), order(reference + rowNumber));
  }

  private static Bad bad(int rowNumber, String... fields) {
    return new Bad(rowNumber, List.of(fields), List.of(NO_QUANTITY, BAD_DATE), null);
  }

  private Batch found(BatchId batchId) {
    return batches.find(batchId).orElseThrow();
  }

  private static String key(BatchId batchId, String kind) {
    return "reports/demo/%s/1/%s.csv".formatted(batchId, kind);
  }

  private List<String[]> errors(BatchId batchId, String encoding) {
    return fields(store.text(key(batchId, "errors"), encoding), ',');
  }

  private List<String> rowNumbers(BatchId batchId, String kind) {
    List<String[]> lines = fields(store.text(key(batchId, kind), "UTF-8"), ',');
    return lines.stream().skip(1).map(line -> line[1]).toList();
  }

  private static List<String[]> fields(String text, char delimiter) {
    List<String[]> lines = new ArrayList<>();
    CsvReader.builder()
        .fieldSeparator(delimiter)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text)
        .forEach(line -> lines.add(line.getFields().toArray(String[]::new)));
    return lines;
  }
}
