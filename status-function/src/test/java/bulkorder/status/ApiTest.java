package bulkorder.status;

import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.testing.GivenBatches;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.LedgerView;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the API have in common: a real Postgres behind it, and batches in there. */
@QuarkusTestResource(LedgerDatabase.class)
abstract class ApiTest {

  @Inject Batches batches;
  @Inject ImportLedger importLedger;
  @Inject Orders orders;
  @Inject AgroalDataSource dataSource;

  protected final Api api = new Api();
  protected GivenBatches given;
  protected LedgerView ledger;

  @BeforeEach
  void giveBatches() {
    given = new GivenBatches(batches, importLedger);
    ledger = new LedgerView(dataSource);
  }
}
