package bulkorder.ledger;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailResults;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.Payments;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/**
 * What it costs to work a chunk of a batch that came after the planner last looked: it takes the
 * batch's rows for one, and any plan is good for one row.
 */
@QuarkusTest
class ChunkWorkTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int ROWS = 2_000;
  private static final int CHUNK_ROWS = 20;

  private static final String ROWS_READ =
      """
      select coalesce(sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0)), 0)
      from pg_stat_xact_all_tables where relname like 'batch\\_rows%'
      """;

  @Inject Payments payments;
  @Inject Notifications notifications;
  @Inject MailResults mailResults;
  @Inject Session session;

  @Test
  void each_step_reads_the_rows_of_its_chunk_and_no_others() throws SQLException {
    ChunkMessage chunk = chunkOfABatchThatNobodyHasAnalysed();

    assertThat(rowsRead(() -> orders.create(chunk))).isLessThan(ROWS / 2);
    assertThat(rowsRead(() -> pay(chunk))).isLessThan(ROWS / 2);
    assertThat(rowsRead(() -> tell(chunk))).isLessThan(ROWS / 2);

    assertThat(
            ledger.query(
                "select paid, notifications_sent from batch_chunks where batch_id = ? and chunk_no = 7",
                chunk.batchId()))
        .containsExactly("20 20");
  }

  private ChunkMessage chunkOfABatchThatNobodyHasAnalysed() throws SQLException {
    given.batchOfNewOrders(ROWS, CHUNK_ROWS);
    ledger.change("analyze batch_rows");
    return chunk(given.batchOfNewOrders(ROWS, CHUNK_ROWS), 7);
  }

  private void pay(ChunkMessage chunk) {
    var claimed = payments.claim(chunk, LEASE).orElseThrow();
    Map<Long, AttemptOutcome> outcomes =
        claimed.attempts().stream()
            .collect(
                Collectors.toMap(
                    Attempt::paymentId, a -> new AttemptOutcome.Captured("pay_" + a.paymentId())));
    payments.record(claimed, outcomes);
  }

  private void tell(ChunkMessage chunk) {
    var claimed = notifications.claim(chunk, LEASE).orElseThrow();
    Map<Long, MailOutcome> outcomes =
        claimed.mails().stream()
            .collect(
                Collectors.toMap(PendingMail::notificationId, mail -> new MailOutcome.Sent("id")));
    mailResults.begin(outcomes.keySet());
    notifications.record(claimed.chunk(), outcomes);
    notifications.release(claimed.chunk());
  }

  private long rowsRead(Runnable work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long before = rowsReadSoFar();
              work.run();
              return rowsReadSoFar() - before;
            });
  }

  private long rowsReadSoFar() {
    return session.createNativeQuery(ROWS_READ, BigDecimal.class).getSingleResult().longValue();
  }
}
