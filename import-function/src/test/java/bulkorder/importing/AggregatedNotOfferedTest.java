package bulkorder.importing;

import static bulkorder.importing.OrderFileText.orders;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where one payment can be for one order alone. */
@QuarkusTest
@TestProfile(AggregatedNotOfferedTest.OneOrderInEachPayment.class)
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class AggregatedNotOfferedTest {

  public static class OneOrderInEachPayment implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("bulkorder.aggregated-payments", "false");
    }
  }

  @Inject ImportHandler handler;
  @Inject InMemoryFiles files;
  @Inject Ledger ledger;

  @Test
  void a_file_whose_orders_are_to_be_paid_together_is_refused() {
    String key = "incoming/demo/together.csv";
    files.put(key, orders("N", 2));
    files.describe(key, Map.of("payment-mode", "AGGREGATED"));

    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(ledger.batches(key)).containsExactly("REJECTED AGGREGATED_PAYMENTS_NOT_OFFERED");
    assertThat(ledger.rows(key)).isEmpty();
  }

  @Test
  void others_are_taken() {
    String key = "incoming/demo/alone.csv";
    files.put(key, orders("M", 2));

    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
  }
}
