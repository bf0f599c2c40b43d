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
  FakeBatchApi server;
  BatchApi api;

  @BeforeEach
  void start() throws Exception {
    server = FakeBatchApi.start();
    api = new BatchApi(server.endpoint());
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
            "         1 INVALID         refused, something in the row is wrong",
            "         3 PAID            ordered and paid: 4500 JPY",
            "         3 mails SENT",
            "  the first rows that did not go through:",
            "    row 17 INVALID; quantity \"many\": must be a whole number",
            "  errors,      1 rows: %s/errors".formatted(reports()),
            "  results,     4 rows: %s/results".formatted(reports()));
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
