package bulkorder.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.PauseReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChargingTest extends LedgerTest {

  @Inject Charging charging;
  @Inject BatchControl batchControl;

  @AfterEach
  void chargingIsAllowed() throws SQLException {
    ledger.change("update charging set stopped_since = null, stopped_by = null");
  }

  @Test
  void a_person_stops_all_charging_once() {
    assertThat(charging.stop("Mori")).isTrue();
    assertThat(charging.stop("Sato")).isFalse();

    assertThat(charging.state().stoppedSince()).isNotNull();
    assertThat(charging.state().stoppedBy()).isEqualTo("Mori");
    assertThat(audit()).contains("Mori CHARGING_STOPPED");
  }

  @Test
  void the_batches_that_waited_go_on_when_charging_begins_again() {
    charging.stop("Mori");
    long before = charging.state().batchesStopped();
    BatchId waiting = given.batchOfNewOrders(1);
    BatchId pausedByPerson = given.batchOfNewOrders(1);
    batchControl.waitFor(waiting, PauseReason.CHARGING_STOPPED);
    batchControl.pause(pausedByPerson);
    assertThat(charging.state().batchesStopped()).isEqualTo(before + 1);

    assertThat(charging.start("Sato")).isTrue();
    assertThat(charging.start("Sato")).isFalse();

    assertThat(status(waiting)).isEqualTo("PROCESSING");
    assertThat(status(pausedByPerson)).isEqualTo("PAUSED");
    assertThat(charging.state().stoppedSince()).isNull();
    assertThat(audit()).contains("Sato CHARGING_STARTED");
  }

  private String status(BatchId batchId) {
    return ledger
        .query("select status from batches where batch_id = ?", batchId.value())
        .getFirst();
  }

  private List<String> audit() {
    return ledger.query("select actor, action from audit_events where subject = 'charging'");
  }
}
