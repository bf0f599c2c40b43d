package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the API says of a batch when its rows or reports have outlived their lifetime. */
@QuarkusTest
class LifetimesTest extends ApiTest {

  private static final String ROWS_EXPIRED =
      "rows_expired_at = '2026-11-22T23:59:00Z', account = '[]'";

  @Test
  void rows_that_are_deleted_are_gone_and_the_day_is_named() throws SQLException {
    BatchId batchId = ended(ROWS_EXPIRED);

    Answer answer = api.get(path(batchId) + "/rows?status=INVALID");

    assertProblem(answer, 410, "ROWS_DELETED");
    assertThat(answer.text("/detail"))
        .isEqualTo(
            "The rows of batch %s were deleted on 2026-11-22 (UTC), when their lifetime ended. The batch with its counts, its orders and its payments are still there."
                .formatted(batchId));
    assertThat(api.with("accept-language", "ja").get(path(batchId) + "/rows").text("/detail"))
        .contains("2026-11-22");
  }

  @Test
  void the_batch_its_errors_and_its_account_are_still_there() throws SQLException {
    BatchId batchId = ended(ROWS_EXPIRED);
    ledger.change("delete from batch_rows where batch_id = '%s'".formatted(batchId));

    for (String part : new String[] {"", "/errors", "/reconciliation"}) {
      assertThat(api.get(path(batchId) + part).status()).as(part).isEqualTo(200);
    }
  }

  @Test
  void a_batch_without_its_rows_is_not_tried_again() throws SQLException {
    BatchId batchId = ended(ROWS_EXPIRED);
    assertProblem(api.post(path(batchId) + "/retry", ""), 410, "ROWS_DELETED");
  }

  @Test
  void a_dry_run_without_its_rows_is_not_approved() throws SQLException {
    BatchId batchId = ended(ROWS_EXPIRED);
    ledger.change(
        "update batches set status = 'VALIDATED', dry_run = true, ended_at = null where batch_id = '%s'"
            .formatted(batchId));
    assertProblem(api.post(path(batchId) + "/approve", ""), 410, "ROWS_DELETED");
  }

  @Test
  void reports_that_are_deleted_are_gone() throws SQLException {
    BatchId batchId = ended("reports_deleted_at = '2026-11-22T00:00:00Z'");

    assertProblem(api.get(path(batchId) + "/reports"), 410, "REPORTS_DELETED");
    Answer one = api.get(path(batchId) + "/reports/errors");
    assertProblem(one, 410, "REPORTS_DELETED");
    assertThat(one.text("/detail"))
        .isEqualTo("The reports of batch %s were deleted on 2026-11-22 (UTC).".formatted(batchId));
  }

  private BatchId ended(String change) throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        "update batches set status = 'COMPLETED_WITH_ERRORS', ended_at = now(), %s where batch_id = '%s'"
            .formatted(change, batchId));
    return batchId;
  }

  private static String path(BatchId batchId) {
    return "/api/v1/batches/" + batchId;
  }
}
