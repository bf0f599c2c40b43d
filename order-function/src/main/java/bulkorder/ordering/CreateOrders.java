package bulkorder.ordering;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.order.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Creates the orders of a chunk, commits, and then sends the chunk on to payment and notification,
 * which run in parallel.
 */
@ApplicationScoped
public class CreateOrders {

  private static final Logger LOG = Logger.getLogger(CreateOrders.class);

  private final Orders orders;
  private final RunEnd runEnd;
  private final OrderQueues queues;

  CreateOrders(Orders orders, RunEnd runEnd, OrderQueues queues) {
    this.orders = orders;
    this.runEnd = runEnd;
    this.queues = queues;
  }

  /**
   * Delivered again, it creates nothing twice and sends the chunk on again, in case that was what
   * failed.
   */
  public void create(ChunkMessage message) {
    orders
        .create(message)
        .ifPresentOrElse(
            this::handOn, () -> LOG.warnf("%s points to no chunk and is dropped", message));
  }

  /** Ends the rows of a chunk whose message was given up. */
  public void giveUp(ChunkMessage message) {
    orders.giveUp(message).ifPresent(this::handOn);
  }

  private void handOn(ChunkState state) {
    Chunk chunk = state.chunk();
    if (state.done()) {
      runEnd.endWhenDone(chunk.batchId());
    } else {
      queues.payments().send(List.of(chunk));
      queues.notifications().send(List.of(chunk));
    }
  }
}
