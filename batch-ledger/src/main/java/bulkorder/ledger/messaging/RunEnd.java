package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The end of a batch's run, and what follows it. */
@ApplicationScoped
public class RunEnd {

  private final Batches batches;
  private final ReportQueue reports;
  private final Measurements measurements;

  RunEnd(Batches batches, ReportQueue reports, Measurements measurements) {
    this.batches = batches;
    this.reports = reports;
    this.measurements = measurements;
  }

  /**
   * Ends a batch if no row of it is open any more, and asks for its reports. To be called after the
   * commit that ended rows. Of all calls one ends the batch and asks; should it die in between, the
   * look for stuck work asks.
   */
  public void endWhenDone(BatchId batchId) {
    if (batches.endWhenDone(batchId)) {
      Batch batch = batches.find(batchId).orElseThrow();
      measurements.count(Metric.BATCHES_ENDED, 1, batch.status().name());
      reports.send(batch);
    }
  }

  /** Ends the batch of a chunk whose rows moved, if the chunk has none open any more. */
  public void endWhenDone(ChunkState moved) {
    if (moved.done()) {
      endWhenDone(moved.chunk().batchId());
    }
  }

  /** As {@link #endWhenDone(ChunkState)}, of chunks of one batch. */
  public void endWhenDone(List<ChunkState> moved) {
    moved.stream().filter(ChunkState::done).findFirst().ifPresent(this::endWhenDone);
  }
}
