package bulkorder.ledger.retention;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.RowChoice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutlivedObjectsTest extends LedgerTest {

  @Inject OutlivedObjects outlived;
  @Inject Retries retries;

  @BeforeEach
  void nothingIsLeftToDo() {
    outlived.files(1000).forEach(outlived::showDeleted);
    outlived.reports(1000).forEach(outlived::showDeleted);
  }

  @Test
  void a_file_is_due_when_its_lifetime_has_ended_until_it_is_shown_as_deleted()
      throws SQLException {
    BatchId old = failed(91);
    failed(89);

    OutlivedFile file = only(outlived.files(10));
    assertThat(file.batchId()).isEqualTo(old);
    assertThat(file.object()).isEqualTo(batches.find(old).orElseThrow().object().orElseThrow());

    outlived.showDeleted(file);
    outlived.showDeleted(file);

    assertThat(outlived.files(10)).isEmpty();
    assertThat(events(old))
        .containsExactly("CHANGE demo OBJECT_DELETED {\"reason\": \"LIFETIME\"}");
  }

  @Test
  void a_file_of_a_batch_that_runs_is_not_due() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        "update batches set accepted_at = now() - interval '900 days' where batch_id = ?",
        batchId.value());
    assertThat(outlived.files(10)).isEmpty();
  }

  @Test
  void a_file_that_was_refused_or_is_nobodys_is_due_too() throws SQLException {
    String version = UUID.randomUUID().toString();
    ledger.change(
        """
        insert into batches (batch_id, status, csv_source, object_bucket, object_key, object_version, object_etag,
          rejection_code, created_at, ended_at)
        values (gen_random_uuid(), 'REJECTED', 'x.csv', 'bucket', 'incoming/nobody/x.csv', ?, 'etag', 'UNKNOWN_CLIENT',
          now() - interval '91 days', now() - interval '91 days')
        """,
        version);

    OutlivedFile file = only(outlived.files(10));

    assertThat(file.clientId()).isNull();
    assertThat(file.object())
        .isEqualTo(new FileObject("bucket", "incoming/nobody/x.csv", version, "etag"));
  }

  @Test
  void reports_of_all_runs_are_due_together() throws SQLException {
    BatchId old = failed(91);
    ledger.change("update batches set run_no = 2 where batch_id = ?", old.value());

    OutlivedReports reports = only(outlived.reports(10));

    assertThat(reports.bucket()).isEqualTo("bucket");
    assertThat(reports.prefixes())
        .containsExactly("reports/demo/%s/1/".formatted(old), "reports/demo/%s/2/".formatted(old));
    outlived.showDeleted(reports);
    outlived.showDeleted(reports);
    assertThat(outlived.reports(10)).isEmpty();
    assertThat(events(old))
        .containsExactly("CHANGE demo REPORTS_DELETED {\"reason\": \"LIFETIME\"}");
    assertThat(batches.find(old).orElseThrow().reportsDeletedAt()).isPresent();
  }

  @Test
  void a_further_run_has_reports_of_its_own() throws SQLException {
    BatchId batchId = failed(91);
    OutlivedReports reports = only(outlived.reports(10));
    assertThat(retries.retry(batchId, RowChoice.ALL, "who")).isPresent();

    outlived.showDeleted(reports);

    assertThat(deletedAt(batchId)).containsExactly("-");
    ledger.change(
        "update batches set reports_deleted_at = now() where batch_id = ?", batchId.value());
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);
    assertThat(retries.retry(batchId, RowChoice.ALL, "who")).isPresent();
    assertThat(deletedAt(batchId)).containsExactly("-");
  }

  private BatchId failed(int daysAgo) throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);
    ledger.change(
        "update batches set ended_at = now() - make_interval(days => ?) where batch_id = ?",
        daysAgo,
        batchId.value());
    return batchId;
  }

  private List<String> deletedAt(BatchId batchId) {
    return ledger.query(
        "select reports_deleted_at from batches where batch_id = ?", batchId.value());
  }

  private List<String> events(BatchId batchId) {
    return ledger.query(
        """
        select category, client_id, action, details from audit_events
        where subject = ? and actor = 'retention' order by audit_event_id
        """,
        batchId.toString());
  }

  private static <T> T only(List<T> items) {
    assertThat(items).hasSize(1);
    return items.getFirst();
  }
}
