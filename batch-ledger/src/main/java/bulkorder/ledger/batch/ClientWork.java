package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Open work of all clients, and which of it is in the batches of one.
 *
 * @param own the client's open batches
 */
record ClientWork(StageWork orders, StageWork payments, StageWork mails, List<OpenBatch> own) {

  /** Of all clients: see {@link StageLoad}. */
  record StageWork(long rows, long clients, OptionalDouble perSecond) {}

  ClientWork {
    own = List.copyOf(own);
  }

  /** As a batch finds it, behind those of its client that came before it. */
  Workload upTo(BatchId batchId) {
    return workload(batch -> batch.notAfter(batchId));
  }

  /** As a batch finds it that comes now. */
  Workload now() {
    return workload(batch -> true);
  }

  private Workload workload(Predicate<OpenBatch> counts) {
    return new Workload(
        load(orders, OpenBatch::toOrder, counts),
        load(payments, OpenBatch::toPay, counts),
        load(mails, OpenBatch::toMail, counts));
  }

  private StageLoad load(
      StageWork stage, ToLongFunction<OpenBatch> work, Predicate<OpenBatch> counts) {
    long clientRows = own.stream().filter(counts).mapToLong(work).sum();
    return new StageLoad(stage.rows(), clientRows, stage.clients(), stage.perSecond());
  }
}
