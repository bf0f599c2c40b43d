package bulkorder.ledger.operations;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerConnectionsTest extends LedgerTest {

  @Test
  void nobody_waits_for_a_lock_longer_than_an_invocation_lasts_or_holds_one_while_frozen() {
    assertThat(ledger.query("show lock_timeout")).containsExactly("30s");
    assertThat(ledger.query("show idle_in_transaction_session_timeout")).containsExactly("1min");
  }
}
