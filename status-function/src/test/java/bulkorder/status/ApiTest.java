package bulkorder.status;

import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.testing.GivenBatches;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.LedgerView;
import bulkorder.ledger.testing.Queues;
import bulkorder.ledger.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of the API have in common: a real Postgres and a real queue behind it, and batches.
 */
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Tokens.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
abstract class ApiTest {

  @Inject Batches batches;
  @Inject ImportLedger importLedger;
  @Inject Orders orders;
  @Inject AgroalDataSource dataSource;

  /** Calls of an operator of the client {@code demo}. */
  protected Api api;

  protected GivenBatches given;
  protected LedgerView ledger;

  @BeforeEach
  void giveBatches() {
    api = Api.as("demo", Role.OPERATOR);
    given = new GivenBatches(batches, importLedger);
    ledger = new LedgerView(dataSource);
  }
}
