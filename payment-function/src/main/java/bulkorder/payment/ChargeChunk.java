package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Charges the orders of a chunk: claim and commit, call the provider, record and commit. */
@ApplicationScoped
public class ChargeChunk {

  private static final Logger LOG = Logger.getLogger(ChargeChunk.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final Payments payments;
  private final RunEnd runEnd;
  private final ChargeAttempts chargeAttempts;
  private final ChunkQueue queue;

  ChargeChunk(
      Chunks chunks,
      Payments payments,
      RunEnd runEnd,
      ChargeAttempts chargeAttempts,
      ChunkQueue queue) {
    this.chunks = chunks;
    this.payments = payments;
    this.runEnd = runEnd;
    this.chargeAttempts = chargeAttempts;
    this.queue = queue;
  }

  /**
   * Charges what is open of a chunk. What does not fit into the invocation is handed on to another
   * one.
   *
   * @throws ChunkUnfinished if the provider left an outcome open; the message shall come again
   */
  public void charge(ChunkMessage message, Deadline deadline) {
    chunks
        .find(message.batch(), message.chunk())
        .ifPresentOrElse(
            chunk -> charge(chunk, message, deadline),
            () -> LOG.warnf("%s points to no chunk and is dropped", message));
  }

  /** Ends the rows of a chunk whose message was given up. */
  public void giveUp(ChunkMessage message) {
    payments.giveUp(message).ifPresent(this::endBatchWhenDone);
  }

  private void charge(Chunk chunk, ChunkMessage message, Deadline deadline) {
    if (!chargeAttempts.haveTime(deadline)) {
      queue.sendLater(chunk, HAND_ON_DELAY);
      return;
    }
    Duration leaseTime = deadline.remaining();
    payments
        .claim(message, leaseTime)
        .ifPresentOrElse(
            claimed -> charge(claimed, deadline), () -> queue.sendLater(chunk, leaseTime));
  }

  private void charge(ClaimedAttempts claimed, Deadline deadline) {
    Map<Long, AttemptOutcome> outcomes = chargeAttempts.charge(claimed.attempts(), deadline);
    endBatchWhenDone(payments.record(claimed.chunk(), outcomes));
    // One message stays one: where it comes again, that delivery does what was not begun, too.
    long open = outcomes.values().stream().filter(ChargeChunk::isOpen).count();
    if (open > 0) {
      throw new ChunkUnfinished(claimed.chunk(), open);
    }
    if (outcomes.size() < claimed.attempts().size()) {
      queue.sendLater(claimed.chunk(), HAND_ON_DELAY);
    }
  }

  private void endBatchWhenDone(ChunkState state) {
    if (state.done()) {
      runEnd.endWhenDone(state.chunk().batchId());
    }
  }

  private static boolean isOpen(AttemptOutcome outcome) {
    return outcome instanceof Unknown || outcome instanceof NotTaken;
  }
}
