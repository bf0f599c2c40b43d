package bulkorder.ledger.batch;

import static bulkorder.ledger.operations.Metric.ROWS_PER_SECOND_PERMITTED;
import static bulkorder.ledger.operations.Metric.ROWS_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.operations.OperationsConfig;
import bulkorder.ledger.testing.RecordedMeasurements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThroughputTest extends LedgerTest {

  @Inject Session session;
  @Inject OperationsConfig config;
  @Inject BatchControl batchControl;

  @BeforeEach
  @AfterEach
  void nothingLimitsMails() throws SQLException {
    ledger.change("delete from send_rates");
  }

  @Test
  void rows_wait_unless_their_batch_is_paused_or_their_payment_is_unknown() throws SQLException {
    double before = gauge(ROWS_WAITING);
    BatchId batchId = given.batchOfNewOrders(7);
    assertThat(gauge(ROWS_WAITING) - before).isEqualTo(7);

    ledger.change(
        "update batch_chunks set queued = queued - 2, payment_unknown = 2 where batch_id = ?",
        batchId.value());
    assertThat(gauge(ROWS_WAITING) - before).isEqualTo(5);

    batchControl.pause(batchId);

    assertThat(gauge(ROWS_WAITING)).isEqualTo(before);
  }

  @Test
  void the_lower_of_the_rates_in_force_is_what_rows_are_permitted() throws SQLException {
    assertThat(gauge(ROWS_PER_SECOND_PERMITTED)).isEqualTo(config.rowsPerSecond());

    mailsPerSecond(config.rowsPerSecond() * 10);
    assertThat(gauge(ROWS_PER_SECOND_PERMITTED)).isEqualTo(config.rowsPerSecond());

    mailsPerSecond(14);
    assertThat(gauge(ROWS_PER_SECOND_PERMITTED)).isEqualTo(14);
  }

  private void mailsPerSecond(double rate) throws SQLException {
    ledger.change(
        """
        insert into send_rates (provider, units_per_second, next_at, changed_at)
        values ('a rate of ' || ?, ?, now() + interval '1 day' / ?, now())
        """,
        rate,
        rate,
        rate);
  }

  private double gauge(Metric metric) {
    var measured = new RecordedMeasurements();
    QuarkusTransaction.requiringNew()
        .run(() -> new Throughput(session, measured, config).measure());
    assertThat(measured.values(metric)).hasSize(1);
    return measured.values(metric).getFirst();
  }
}
