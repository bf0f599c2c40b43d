package bulkorder.ledger.messaging;

import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Gates;
import bulkorder.ledger.recovery.Cancellations;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands before the work on each chunk, so that a person can pause and stop a batch. */
@ApplicationScoped
public class ChunkGate {

  private final Gates gates;
  private final Cancellations cancellations;
  private final RunEnd runEnd;

  ChunkGate(Gates gates, Cancellations cancellations, RunEnd runEnd) {
    this.gates = gates;
    this.cancellations = cancellations;
    this.runEnd = runEnd;
  }

  /**
   * Whether there is work to do for a message. If not, it is acknowledged: of a paused batch it
   * comes again when the batch goes on; of a stopped one the chunk is cancelled here. What of a
   * stopped chunk cannot be cancelled any more is work to do, and ends as if nobody had stopped it.
   */
  public boolean lets(ChunkMessage message) {
    return switch (gates.of(message.batch())) {
      case OPEN -> true;
      case PAUSED -> false;
      case CANCELLED -> cancellations.cancel(message).map(this::isOpen).orElse(true);
    };
  }

  private boolean isOpen(ChunkState state) {
    runEnd.endWhenDone(state);
    return !state.done();
  }
}
