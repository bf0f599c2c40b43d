package bulkorder.ledger;

import static bulkorder.ledger.testing.GivenBatches.chunk;

import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.testing.GivenBatches;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.LedgerView;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of the ledger have in common: a real Postgres, given batches, and a view of what
 * stands in it.
 */
@QuarkusTestResource(LedgerDatabase.class)
public abstract class LedgerTest {

  @Inject protected Batches batches;
  @Inject protected Chunks chunks;
  @Inject protected ImportLedger importLedger;
  @Inject protected Orders orders;
  @Inject AgroalDataSource dataSource;

  protected GivenBatches given;
  protected LedgerView ledger;

  @BeforeEach
  void lookAtTheLedger() {
    given = new GivenBatches(batches, importLedger);
    ledger = new LedgerView(dataSource);
  }

  /** The one chunk of a new batch whose orders exist. */
  protected ChunkMessage chunkWithOrders(int rows) {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(rows), 1);
    orders.create(chunk);
    return chunk;
  }

  protected List<String> rows(BatchId batchId) {
    return ledger.query(
        """
        select row_number, status, notification_status, code from batch_rows where batch_id = ? order by row_number
        """,
        batchId.value());
  }
}
