package bulkorder.ledger.payment;

import static bulkorder.ledger.operations.Metric.CHARGING_STOPPED;
import static bulkorder.ledger.operations.Metric.PROVIDER_DOWN;
import static bulkorder.ledger.operations.Metric.UNKNOWN_PAYMENT_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.operations.Metric;
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
class ChargingGaugesTest extends LedgerTest {

  @Inject Session session;
  @Inject Charging charging;

  @BeforeEach
  @AfterEach
  void nothingIsWrong() throws SQLException {
    ledger.change(
        "update charging set stopped_since = null, stopped_by = null, down_since = null, probe_at = null");
    ledger.change("update payments set ask_at = null where status = 'UNKNOWN'");
  }

  @Test
  void all_is_well() {
    assertThat(gauge(CHARGING_STOPPED)).isZero();
    assertThat(gauge(PROVIDER_DOWN)).isZero();
    assertThat(gauge(UNKNOWN_PAYMENT_AGE)).isZero();
  }

  @Test
  void a_stop_by_a_person_and_a_provider_that_is_down_are_told_apart() throws SQLException {
    charging.stop("Mori");
    assertThat(gauge(CHARGING_STOPPED)).isOne();
    assertThat(gauge(PROVIDER_DOWN)).isZero();

    charging.start("Mori");
    ledger.change("update charging set down_since = now(), probe_at = now()");
    assertThat(gauge(CHARGING_STOPPED)).isZero();
    assertThat(gauge(PROVIDER_DOWN)).isOne();
  }

  @Test
  void the_payment_that_is_unknown_for_longest_counts_until_it_is_left_to_a_person()
      throws SQLException {
    unknownFor("10 minutes", "now()");
    unknownFor("3 hours", "now()");
    unknownFor("2 days", "null");

    assertThat(gauge(UNKNOWN_PAYMENT_AGE)).isBetween(3 * 3600.0, 3 * 3600.0 + 60);
  }

  private void unknownFor(String time, String askAt) throws SQLException {
    ledger.change(
        """
        insert into payments (client_id, idempotency_key, amount, currency, payment_method, calls, status, unknown_since, ask_at)
        values ('demo', gen_random_uuid(), 200, 'JPY', 'tok_visa', 1, 'UNKNOWN', now() - interval '%s', %s)
        """
            .formatted(time, askAt));
  }

  private double gauge(Metric metric) {
    var measured = new RecordedMeasurements();
    QuarkusTransaction.requiringNew().run(() -> new ChargingGauges(session, measured).measure());
    assertThat(measured.values(metric)).hasSize(1);
    return measured.values(metric).getFirst();
  }
}
