package bulkorder.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.PauseReason;
import bulkorder.ledger.payment.Permission.Granted;
import bulkorder.ledger.payment.Permission.Probe;
import bulkorder.ledger.payment.Permission.Refused;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProviderHealthTest extends LedgerTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LATER = Duration.ofMinutes(1);

  @Inject ProviderHealth health;
  @Inject BatchControl batchControl;

  @BeforeEach
  @AfterEach
  void chargingIsAllowed() throws SQLException {
    ledger.change(
        "update charging set down_since = null, probe_at = null, stopped_since = null, stopped_by = null");
  }

  @Test
  void a_provider_that_answers_may_be_called() {
    assertThat(health.ask(LATER)).isEqualTo(new Granted());
  }

  @Test
  void a_provider_that_is_down_is_left_alone_until_the_probe() {
    assertThat(health.showDown(LATER)).isTrue();
    assertThat(health.showDown(LATER)).isFalse();

    assertThat(health.ask(LATER)).isEqualTo(new Refused(PauseReason.PROVIDER_DOWN));
  }

  @Test
  void one_copy_probes_while_the_others_wait() {
    health.showDown(AT_ONCE);

    assertThat(health.ask(LATER)).isEqualTo(new Probe());
    assertThat(health.ask(LATER)).isEqualTo(new Refused(PauseReason.PROVIDER_DOWN));
  }

  @Test
  void batches_wait_for_the_provider_and_go_on_by_themselves() {
    BatchId batch = given.batchOfNewOrders(1);
    health.showDown(LATER);

    health.showWaiting(batch, PauseReason.PROVIDER_DOWN);
    assertThat(status(batch)).isEqualTo("PAUSED PROVIDER_DOWN");

    assertThat(health.showUp()).isTrue();
    assertThat(status(batch)).isEqualTo("PROCESSING -");
    assertThat(health.showUp()).isFalse();
  }

  @Test
  void a_batch_does_not_wait_for_what_is_over() {
    BatchId batch = given.batchOfNewOrders(1);

    health.showWaiting(batch, PauseReason.PROVIDER_DOWN);
    health.showWaiting(batch, PauseReason.CHARGING_STOPPED);

    assertThat(status(batch)).isEqualTo("PROCESSING -");
  }

  @Test
  void a_persons_pause_is_not_lifted_by_a_provider_that_comes_back() {
    BatchId batch = given.batchOfNewOrders(1);
    health.showDown(LATER);
    health.showWaiting(batch, PauseReason.PROVIDER_DOWN);
    batchControl.pause(batch);

    health.showUp();

    assertThat(status(batch)).isEqualTo("PAUSED PERSON");
  }

  @Test
  void a_person_stops_all_charging() throws SQLException {
    ledger.change("update charging set stopped_since = now(), stopped_by = 'night shift'");
    health.showDown(AT_ONCE);

    assertThat(health.stopped()).isTrue();
    assertThat(health.ask(LATER)).isEqualTo(new Refused(PauseReason.CHARGING_STOPPED));
  }

  private String status(BatchId batch) {
    return ledger
        .query("select status, pause_reason from batches where batch_id = ?", batch.value())
        .getFirst();
  }
}
