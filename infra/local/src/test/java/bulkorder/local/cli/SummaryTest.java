package bulkorder.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String CHECKED =
      """
      {"batchId":"b-2","status":"VALIDATED","objectETag":"etag","createdAt":"2026-01-01T00:00:01Z",
       "rows":7,"counts":{"QUEUED":6,"DUPLICATE":1},"notifications":{},"amounts":{"QUEUED":{"JPY":"4500"}},
       "dryRun":true,
       "dryRunAnswer":{"toRun":{"rows":6,"sums":{"JPY":"4500","USD":"12.50"}},"invalid":0,"duplicates":1,
         "largestOrders":[{"rowNumber":3,"orderReference":"A-3","amount":"4000","currency":"JPY"}],
         "differenceToDeclared":{"rows":1,"sums":{"JPY":"-100"}}}}
      """;
  private static final String CORRECTION =
      """
      {"batchId":"b-3","status":"COMPLETED","objectETag":"etag","createdAt":"2026-01-01T00:00:01Z",
       "endedAt":"2026-01-01T00:00:02Z","rows":0,"counts":{},"parentBatchId":"b-1","parentRunNo":2}
      """;

  FakeBatchApi server;
  BatchApi api;

  @BeforeEach
  void start() throws Exception {
    server = FakeBatchApi.start(FakeBatchApi.BATCH);
    api = new BatchApi(server.endpoint(), "token");
  }

  private void startAgain(String... batches) throws Exception {
    stop();
    server = FakeBatchApi.start(batches);
    api = new BatchApi(server.endpoint(), "token");
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  @Test
  void a_file_is_told_with_its_counts_its_money_and_its_bad_rows() throws Exception {
    assertThat(new Summary(api).of(watched("etag")))
        .containsExactly(
            "orders.csv: COMPLETED_WITH_ERRORS, 4 rows in 2.0 s (2 orders a second), batch b-1",
            "  read as windows-31j, found by its content, separated by tab, from gzip",
            "  2 of these 4 orders exist already.",
            "         1 INVALID         refused, something in the row is wrong",
            "         3 PAID            ordered and paid: 4500 JPY",
            "         3 mails SENT",
            "  the first rows that did not go through:",
            "    row 17 INVALID; quantity \"many\": must be a whole number",
            "  errors,      1 rows: %s/errors".formatted(reports()),
            "  results,     4 rows: %s/results".formatted(reports()));
  }

  @Test
  void a_dry_run_is_told_in_rows_and_in_money() throws Exception {
    startAgain(CHECKED);
    var watched = watched("etag");
    assertThat(watched.hasEnded()).isTrue();
    assertThat(watched.wentWell()).isTrue();
    assertThat(new Summary(api).of(watched))
        .startsWith(
            "orders.csv: a dry run, nothing of it runs; 7 rows, batch b-2",
            "         6 rows would run: 4500 JPY, 12.50 USD",
            "  declared, less what would run: 1 rows, -100 JPY",
            "  the largest orders:",
            "    row 3 A-3: 4000 JPY",
            "         1 DUPLICATE       left out, the same order is there already");
    assertThat(ProgressLine.of(watched)).isEqualTo("orders.csv  checked, 7 rows, nothing runs");
    var report = new ObjectMapper().readTree(JsonReport.of(List.of(watched)));
    assertThat(report.at("/dryRunAnswer/toRun/rows").asInt()).isEqualTo(6);
  }

  @Test
  void a_dry_run_with_a_bad_row_did_not_go_well() throws Exception {
    startAgain(CHECKED.replace("\"DUPLICATE\":1", "\"INVALID\":1"));
    assertThat(watched("etag").wentWell()).isFalse();
  }

  @Test
  void a_correction_is_followed_to_the_end_of_the_batch_that_it_corrects() throws Exception {
    startAgain(CORRECTION, FakeBatchApi.BATCH.replace("COMPLETED_WITH_ERRORS", "PROCESSING"));
    assertThat(watched("etag").hasEnded()).isFalse();

    startAgain(CORRECTION, FakeBatchApi.BATCH);
    var watched = watched("etag");

    assertThat(watched.hasEnded()).isTrue();
    assertThat(new Summary(api).of(watched))
        .startsWith(
            "orders.csv: corrects batch b-1, which is COMPLETED_WITH_ERRORS with 4 rows",
            "         1 INVALID         refused, something in the row is wrong");
    var report = new ObjectMapper().readTree(JsonReport.of(List.of(watched)));
    assertThat(report.path("batchId").asText()).isEqualTo("b-3");
    assertThat(report.path("parentBatchId").asText()).isEqualTo("b-1");
    assertThat(report.at("/counts/PAID").asInt()).isEqualTo(3);
  }

  @Test
  void a_workbook_is_read_by_its_sheet() throws Exception {
    var file = "{\"format\":\"XLSX\",\"sheet\":\"四月\",\"compressed\":false}";
    assertThat(ReadAs.of(new ObjectMapper().readTree(file)))
        .isEqualTo("read as an Excel workbook, sheet 四月");
  }

  @Test
  void progress_is_a_bar_with_the_counts() throws Exception {
    assertThat(ProgressLine.of(watched("etag")))
        .isEqualTo("orders.csv  [########################] 100 %  INVALID 1  PAID 3  2 rows/s");
  }

  @Test
  void the_report_of_one_file_has_its_fields_at_the_top_too() throws Exception {
    var report = new ObjectMapper().readTree(JsonReport.of(List.of(watched("etag"))));
    assertThat(report.path("batchId").asText()).isEqualTo("b-1");
    assertThat(report.path("seconds").asDouble()).isEqualTo(2.0);
    assertThat(report.at("/sums/PAID/JPY").asText()).isEqualTo("4500");
    assertThat(report.at("/batches/0/counts/PAID").asInt()).isEqualTo(3);
    assertThat(report.at("/batches/0/ordersPerSecond").asDouble()).isEqualTo(1.5);
    assertThat(report.at("/reports/errors").asText()).isEqualTo(reports() + "/errors");
  }

  @Test
  void a_batch_of_other_bytes_is_not_taken_for_this_file() throws Exception {
    var watched = watched("another etag");
    assertThat(watched.batch()).isEmpty();
    assertThat(ProgressLine.of(watched)).isEqualTo("orders.csv  waiting for its import");
  }

  private String reports() {
    return server.endpoint() + "/api/v1/batches/b-1/reports";
  }

  private Watched watched(String eTag) throws Exception {
    var dropped =
        new FileDrop.Dropped(
            Path.of("orders.csv"),
            "incoming/demo/orders.csv",
            eTag,
            Instant.parse("2026-01-01T00:00:00Z"));
    var watched = new Watched(dropped);
    watched.refresh(api);
    return watched;
  }
}
