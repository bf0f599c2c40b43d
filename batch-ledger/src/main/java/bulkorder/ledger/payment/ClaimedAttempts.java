package bulkorder.ledger.payment;

import bulkorder.ledger.batch.Chunk;
import java.time.Instant;
import java.util.List;

/**
 * The open attempts of a chunk, claimed for one invocation.
 *
 * @param since when the oldest of them began; the time of the claim if there is none
 */
public record ClaimedAttempts(Chunk chunk, List<Attempt> attempts, Instant since) {

  /** Copies the list. */
  public ClaimedAttempts {
    attempts = List.copyOf(attempts);
  }
}
