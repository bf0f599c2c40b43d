package bulkorder.ordering;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.payment.Packing;
import bulkorder.ledger.payment.PackingResult;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Packs the orders of a complete batch into charges, commits, and then sends the chunks that lead
 * one to payment.
 */
@ApplicationScoped
class ChargeTogether {

  private final Packing packing;
  private final RunEnd runEnd;
  private final OrderQueues queues;
  private final OrderConfig config;

  ChargeTogether(Packing packing, RunEnd runEnd, OrderQueues queues, OrderConfig config) {
    this.packing = packing;
    this.runEnd = runEnd;
    this.queues = queues;
    this.config = config;
  }

  /**
   * Packs what is not packed. Done again, it packs nothing and sends the chunks again that nobody
   * has set out to charge, in case that was what failed.
   */
  PackingResult charge(BatchId batchId) {
    PackingResult result = packing.pack(batchId, config.packingTimeMax());
    switch (result) {
      case ALL, SOME -> {
        queues.payments().send(packing.chunksToCharge(batchId));
        runEnd.endWhenDone(batchId);
      }
      case ELSEWHERE -> {}
    }
    return result;
  }
}
