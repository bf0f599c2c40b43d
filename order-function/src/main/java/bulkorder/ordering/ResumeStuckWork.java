package bulkorder.ordering;

import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.StuckChunk;
import bulkorder.ledger.messaging.ChunkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Finds chunks whose work stands still and sends their messages again; and batches that are done
 * and do not know it.
 */
@ApplicationScoped
public class ResumeStuckWork {

  private static final Logger LOG = Logger.getLogger(ResumeStuckWork.class);

  private final Chunks chunks;
  private final Batches batches;
  private final OrderQueues queues;
  private final OrderConfig config;

  ResumeStuckWork(Chunks chunks, Batches batches, OrderQueues queues, OrderConfig config) {
    this.chunks = chunks;
    this.batches = batches;
    this.queues = queues;
    this.config = config;
  }

  /**
   * Looks once. Sending a chunk again never harms it: what is done already is found done.
   *
   * @return how many chunks were sent again
   */
  public int resume() {
    List<StuckChunk> stuck = chunks.markStuck(config.stuckAfter(), config.stuckChunksMax());
    send(queues.orders(), stuck, StuckChunk::toOrder);
    send(queues.payments(), stuck, StuckChunk::toPay);
    send(queues.notifications(), stuck, StuckChunk::toNotify);
    if (!stuck.isEmpty()) {
      LOG.warnf("%d stuck chunks were sent again", stuck.size());
    }
    chunks.doneButOpen().forEach(batches::endWhenDone);
    return stuck.size();
  }

  private static void send(
      ChunkQueue queue, List<StuckChunk> stuck, Predicate<StuckChunk> belongs) {
    queue.send(stuck.stream().filter(belongs).map(StuckChunk::chunk).toList());
  }
}
