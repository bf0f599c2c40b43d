package bulkorder.importing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.messaging.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntConsumer;

/**
 * Shows now and then how far the reading of a file has come, and ends a reading that takes too
 * long: the ledger cannot end a transaction while rows are being copied.
 */
final class ReadingProgress implements IntConsumer {

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private final Batches batches;
  private final BatchId batchId;
  private final Deadline deadline;
  private final InstantSource clock;
  private Instant nextShown;

  ReadingProgress(Batches batches, BatchId batchId, Deadline deadline, InstantSource clock) {
    this.batches = batches;
    this.batchId = batchId;
    this.deadline = deadline;
    this.clock = clock;
    this.nextShown = clock.instant().plus(ONE_SECOND);
  }

  /**
   * @throws IllegalStateException if the time is up
   */
  @Override
  public void accept(int rows) {
    if (!deadline.allows(ONE_SECOND)) {
      throw new IllegalStateException(
          "the import took too long and had read %d rows".formatted(rows));
    }
    Instant now = clock.instant();
    if (!now.isBefore(nextShown)) {
      nextShown = now.plus(ONE_SECOND);
      batches.showRowsRead(batchId, rows);
    }
  }
}
