package bulkorder.ledger.retention;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.RowFilter;
import bulkorder.ledger.batch.Rows;
import bulkorder.ledger.notification.MailFate;
import bulkorder.ledger.notification.MailFates;
import bulkorder.ledger.payment.AccountLine;
import bulkorder.ledger.payment.Reconciliations;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.Retry;
import bulkorder.ledger.recovery.RowChoice;
import bulkorder.ledger.report.Reports;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutlivedRowsTest extends LedgerTest {

  @Inject OutlivedRows outlived;
  @Inject Rows readRows;
  @Inject Reconciliations reconciliations;
  @Inject Retries retries;
  @Inject MailFates mailFates;

  @BeforeEach
  void nothingIsLeftToDo() {
    while (outlived.expireNext()) {
      // one batch after the other
    }
    outlived.nextExpired().ifPresent(this::deleteAll);
  }

  @Test
  void rows_expire_all_at_once_when_their_lifetime_has_ended_and_not_before() throws SQLException {
    BatchId old = ended(401);
    BatchId younger = ended(399);

    assertThat(outlived.expireNext()).isTrue();
    assertThat(outlived.expireNext()).isFalse();

    assertThat(expired(old)).isTrue();
    assertThat(expired(younger)).isFalse();
    assertThat(outlived.nextExpired()).contains(old);
    assertThat(
            ledger.query(
                "select category, actor, action, details from audit_events where subject = ? and actor = 'retention'",
                old.toString()))
        .containsExactly(
            "CHANGE retention ROWS_DELETED {\"rows\": \"3\", \"reason\": \"LIFETIME\"}");
  }

  @Test
  void a_client_may_have_a_lifetime_of_its_own() throws SQLException {
    ended(8);
    assertThat(outlived.expireNext()).isFalse();

    ledger.change("update clients set rows_kept_days = 7 where client_id = 'demo'");
    try {
      assertThat(outlived.expireNext()).isTrue();
    } finally {
      ledger.change("update clients set rows_kept_days = 400 where client_id = 'demo'");
    }
  }

  @Test
  void what_runs_or_may_still_be_found_out_keeps_its_rows() throws SQLException {
    BatchId running = given.batchOfNewOrders(1);
    ledger.change(
        "update batches set accepted_at = now() - interval '900 days' where batch_id = ?",
        running.value());
    BatchId open = ended(900);
    ledger.change("update batch_chunks set open_rows = 1 where batch_id = ?", open.value());
    BatchId unknown = ended(900);
    ledger.change(
        """
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method, status, unknown_since)
        values ('demo', ?, ?, 200, 'JPY', 'tok_visa', 'UNKNOWN', now())
        """,
        unknown.value(),
        "unknown of " + unknown);

    assertThat(outlived.expireNext()).isFalse();
  }

  @Test
  void a_dry_run_that_nobody_approves_does_not_keep_its_rows_for_ever() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        """
        update batches set status = 'VALIDATED', dry_run = true, accepted_at = now() - interval '401 days'
        where batch_id = ?
        """,
        batchId.value());

    assertThat(outlived.expireNext()).isTrue();
    assertThat(expired(batchId)).isTrue();
  }

  @Test
  void rows_are_deleted_some_chunks_at_a_time_and_their_counts_stay() throws SQLException {
    BatchId batchId = endedInChunks(45);
    outlived.expireNext();
    List<String> counts = counts(batchId);

    OptionalInt first = outlived.deleteSome(batchId, 0);
    assertThat(first).hasValue(20);
    assertThat(rowsOf(batchId)).isEqualTo(25);
    assertThat(outlived.nextExpired()).contains(batchId);

    deleteAll(batchId);

    assertThat(rowsOf(batchId)).isZero();
    assertThat(counts(batchId)).isEqualTo(counts).hasSize(45);
    assertThat(outlived.nextExpired()).isEmpty();
    assertThat(ledger.query("select count(*) from orders where batch_id = ?", batchId.value()))
        .containsExactly("45");
  }

  @Test
  void a_page_of_expired_rows_is_empty_and_says_since_when() throws SQLException {
    BatchId batchId = ended(401);
    outlived.expireNext();

    var page = readRows.page(DEMO, batchId, RowFilter.NONE, 0, 10).orElseThrow();

    assertThat(page.rows()).isEmpty();
    assertThat(page.expiredAt()).isNotNull();
    assertThat(rowsOf(batchId)).isEqualTo(3);
  }

  @Test
  void the_account_of_a_batch_outlives_its_rows() throws SQLException {
    BatchId batchId = ended(401);
    List<AccountLine> before = lines(batchId);

    outlived.expireNext();
    deleteAll(batchId);

    assertThat(before).isNotEmpty();
    assertThat(lines(batchId)).isEqualTo(before);
  }

  @Test
  void expired_rows_are_not_tried_again_and_not_reported() throws SQLException {
    BatchId batchId = ended(401);
    outlived.expireNext();

    assertThat(retries.retry(batchId, RowChoice.ALL, "who").orElseThrow())
        .isInstanceOf(Retry.RowsDeleted.class);
    Batch batch = batches.find(batchId).orElseThrow();
    assertThat(Reports.wanted(batch)).isEmpty();
  }

  @Test
  void a_mail_that_comes_back_late_leaves_the_counts_alone() throws SQLException {
    BatchId batchId = ended(401);
    ledger.change(
        """
        insert into notifications (client_id, batch_id, order_id, kind, language, status, ended_at)
        select client_id, batch_id, order_id, 'ORDER_CONFIRMED', 'ja', 'SENT', now() from orders where batch_id = ?
        """,
        batchId.value());
    long mail =
        Long.parseLong(
            ledger
                .query(
                    "select min(notification_id) from notifications where batch_id = ?",
                    batchId.value())
                .getFirst());
    outlived.expireNext();
    List<String> counts = counts(batchId);

    assertThat(mailFates.record(mail, MailFate.BOUNCED)).isEmpty();

    assertThat(counts(batchId)).isEqualTo(counts);
    assertThat(ledger.query("select status from notifications where notification_id = ?", mail))
        .containsExactly("BOUNCED");
  }

  private void deleteAll(BatchId batchId) {
    OptionalInt last = OptionalInt.of(0);
    while (last.isPresent()) {
      last = outlived.deleteSome(batchId, last.getAsInt());
    }
  }

  private BatchId ended(int daysAgo) throws SQLException {
    return ended(given.batchOfNewOrders(3), daysAgo);
  }

  private BatchId endedInChunks(int count) throws SQLException {
    return ended(given.batchOfNewOrders(count, 1), 401);
  }

  /** Its orders exist, and count as cancelled. */
  private BatchId ended(BatchId batchId, int daysAgo) throws SQLException {
    for (String no :
        ledger.query("select chunk_no from batch_chunks where batch_id = ?", batchId.value())) {
      orders.create(chunk(batchId, Integer.parseInt(no)));
    }
    ledger.change(
        """
        update batch_chunks set ordered = 0, cancelled = rows, open_rows = 0, notifications_pending = 0
        where batch_id = ?
        """,
        batchId.value());
    ledger.change(
        "update batch_rows set status = 'CANCELLED', notification_status = null where batch_id = ?",
        batchId.value());
    ledger.change(
        """
        update batches set status = 'COMPLETED_WITH_ERRORS', ended_at = now() - make_interval(days => ?), rows_read = 3
        where batch_id = ?
        """,
        daysAgo,
        batchId.value());
    return batchId;
  }

  private boolean expired(BatchId batchId) {
    return ledger
        .query(
            "select rows_expired_at is not null from batches where batch_id = ?", batchId.value())
        .contains("t");
  }

  private int rowsOf(BatchId batchId) {
    return rows(batchId).size();
  }

  private List<String> counts(BatchId batchId) {
    return ledger.query(
        "select chunk_no, rows, cancelled, amounts from batch_chunks where batch_id = ? order by chunk_no",
        batchId.value());
  }

  private List<AccountLine> lines(BatchId batchId) {
    return reconciliations.account(batchId).orElseThrow().lines().stream()
        .sorted(Comparator.comparing(AccountLine::status))
        .toList();
  }
}
