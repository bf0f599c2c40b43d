package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportsTest extends ApiTest {

  @Inject Reports reports;

  @Test
  void a_batch_without_reports_yet_has_none() {
    Answer answer = api.get(path(given.batchOfNewOrders(1)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("complete").asBoolean()).isFalse();
    assertThat(answer.json().path("items")).isEmpty();
  }

  @Test
  void each_report_has_a_link_that_expires_after_a_quarter_of_an_hour() throws SQLException {
    BatchId batchId = endedWithReports();

    Answer answer = api.get(path(batchId));

    assertThat(answer.json().path("complete").asBoolean()).isTrue();
    assertThat(answer.text("/runNo")).isEqualTo("1");
    assertThat(answer.json().path("items")).hasSize(2);
    assertThat(answer.text("/items/0/kind")).isEqualTo("errors");
    assertThat(answer.text("/items/0/rows")).isEqualTo("3");
    assertThat(answer.text("/items/1/kind")).isEqualTo("results");
    URI url = URI.create(answer.text("/items/0/url"));
    assertThat(url.getRawPath())
        .isEqualTo("/bucket/reports/demo/%s/1/errors.csv".formatted(batchId));
    assertThat(url.getRawQuery()).contains("X-Amz-Expires=900");
  }

  @Test
  void one_report_leads_on_to_its_link() throws SQLException {
    BatchId batchId = endedWithReports();

    Answer answer = api.get(path(batchId) + "/errors");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location"))
        .contains("/bucket/reports/demo/%s/1/errors.csv?".formatted(batchId));
    assertThat(
            ledger.query(
                "select category, actor, action from audit_events where subject = '%s' and category = 'ACCESS'"
                    .formatted(batchId)))
        .containsExactly("ACCESS local-user REPORTS_LINKED");
  }

  @Test
  void a_report_that_was_not_written_is_not_found() throws SQLException {
    BatchId batchId = endedWithReports();

    Answer answer = api.get(path(batchId) + "/unprocessed");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("NO_REPORT");
    assertThat(answer.text("/detail"))
        .startsWith("Batch \"%s\" has no report \"unprocessed\" at present.".formatted(batchId));
  }

  @Test
  void nobody_has_reports_of_a_batch_that_does_not_exist() {
    Answer answer = api.get("/api/v1/batches/nonsense/reports");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_BATCH");
  }

  private BatchId endedWithReports() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        "update batches set status = 'COMPLETED_WITH_ERRORS', ended_at = now() where batch_id = ?",
        batchId.value());
    Batch batch = batches.find(batchId).orElseThrow();
    reports.showWritten(
        batch,
        List.of(
            new WrittenReport(
                ReportKind.ERRORS, "reports/demo/%s/1/errors.csv".formatted(batchId), 3),
            new WrittenReport(
                ReportKind.RESULTS, "reports/demo/%s/1/results.csv".formatted(batchId), 9)));
    return batchId;
  }

  private static String path(BatchId batchId) {
    return "/api/v1/batches/%s/reports".formatted(batchId);
  }
}
