package bulkorder.ordering;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.payment.Packing;
import bulkorder.ledger.payment.PackingResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Creates the orders of a chunk, commits, and then sends the chunk on to payment and notification,
 * which run in parallel. Where orders are charged together, payment begins once all of them exist.
 */
@ApplicationScoped
public class CreateOrders {

  private static final Logger LOG = Logger.getLogger(CreateOrders.class);

  /** Not at once: where nobody ever has enough time, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Orders orders;
  private final Packing packing;
  private final ChargeTogether chargeTogether;
  private final RunEnd runEnd;
  private final OrderQueues queues;

  CreateOrders(
      Orders orders,
      Packing packing,
      ChargeTogether chargeTogether,
      RunEnd runEnd,
      OrderQueues queues) {
    this.orders = orders;
    this.packing = packing;
    this.chargeTogether = chargeTogether;
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
    if (!state.done()) {
      queues.notifications().send(List.of(chunk));
    }
    switch (packing.stage(chunk.batchId())) {
      case PER_ORDER -> chargeAlone(state);
      case INCOMPLETE -> {}
      case COMPLETE -> chargeTogether(chunk);
    }
    if (state.done()) {
      runEnd.endWhenDone(chunk.batchId());
    }
  }

  private void chargeAlone(ChunkState state) {
    if (!state.done()) {
      queues.payments().send(List.of(state.chunk()));
    }
  }

  private void chargeTogether(Chunk chunk) {
    if (chargeTogether.charge(chunk.batchId()) == PackingResult.SOME) {
      queues.orders().sendLater(chunk, HAND_ON_DELAY);
    }
  }
}
