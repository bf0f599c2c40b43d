package bulkorder.ordering;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.ChunkGate;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
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

  /** Not at once: should no invocation ever have time for it, it would come and go. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final Orders orders;
  private final ChunkGate gate;
  private final Packing packing;
  private final ChargeTogether chargeTogether;
  private final RunEnd runEnd;
  private final OrderQueues queues;
  private final OrderConfig config;

  CreateOrders(
      Chunks chunks,
      Orders orders,
      ChunkGate gate,
      Packing packing,
      ChargeTogether chargeTogether,
      RunEnd runEnd,
      OrderQueues queues,
      OrderConfig config) {
    this.chunks = chunks;
    this.orders = orders;
    this.gate = gate;
    this.packing = packing;
    this.chargeTogether = chargeTogether;
    this.runEnd = runEnd;
    this.queues = queues;
    this.config = config;
  }

  /**
   * Delivered again, it creates nothing twice and sends the chunk on again, in case that was what
   * failed. A chunk for which no time is left is handed to another invocation.
   */
  public void create(ChunkMessage message, Deadline deadline) {
    if (!deadline.allows(config.orderTimeNeeded())) {
      chunks
          .find(message.batch(), message.chunk())
          .ifPresent(chunk -> queues.orders().sendLater(chunk, HAND_ON_DELAY));
    } else if (gate.lets(message)) {
      orders
          .create(message)
          .ifPresentOrElse(
              this::handOn, () -> LOG.warnf("%s points to no chunk and is dropped", message));
    }
  }

  /** Ends the rows of a chunk whose message was given up. */
  public void giveUp(ChunkMessage message) {
    orders.giveUp(message).ifPresent(this::handOn);
  }

  private void handOn(ChunkState state) {
    Chunk chunk = state.chunk();
    if (state.callsForMails()) {
      queues.notifications().send(List.of(chunk));
    }
    switch (packing.stage(chunk.batchId())) {
      case PER_ORDER -> chargeAlone(state);
      case INCOMPLETE -> {}
      case COMPLETE -> chargeTogether(chunk);
    }
    runEnd.endWhenDone(state);
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
