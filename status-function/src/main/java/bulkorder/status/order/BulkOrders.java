package bulkorder.status.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Batch;
import bulkorder.status.ActiveClients;
import bulkorder.status.AwaitedBatches;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes many orders in one call, and has them imported like a file. The batch is in the ledger
 * before its file is put; a call that dies in between leaves a batch that expires, and is made
 * again.
 */
@ApplicationScoped
class BulkOrders {

  /** How long a batch waits for the file that this call puts at once. */
  static final Duration VALID = Duration.ofMinutes(15);

  private final OrderJson json;
  private final JsonLines lines;
  private final ActiveClients clients;
  private final AwaitedBatches batches;
  private final UploadStore store;
  private final InstantSource clock;

  BulkOrders(
      OrderJson json,
      JsonLines lines,
      ActiveClients clients,
      AwaitedBatches batches,
      UploadStore store,
      InstantSource clock) {
    this.json = json;
    this.lines = lines;
    this.clients = clients;
    this.batches = batches;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Takes the orders of a body.
   *
   * @param body the JSON of {@link NewOrders}
   * @return the batch that they become
   */
  BatchId take(ClientId clientId, @Nullable String body) {
    NewOrders wanted = json.read(body, NewOrders.class);
    List<NewOrder> orders = wanted.checkedOrders();
    clients.active(clientId);
    Batch batch =
        batches.begin(clientId, wanted.batch(), "ORDERS_SENT", clock.instant().plus(VALID));
    store.put(batch.objectKey().orElseThrow(), lines.of(orders));
    return batch.batchId();
  }
}
