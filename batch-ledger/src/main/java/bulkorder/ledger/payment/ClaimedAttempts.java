package bulkorder.ledger.payment;

import bulkorder.ledger.batch.Chunk;
import java.util.List;

/** The open attempts of a chunk, claimed for one invocation. */
public record ClaimedAttempts(Chunk chunk, List<Attempt> attempts) {

  /** Copies the list. */
  public ClaimedAttempts {
    attempts = List.copyOf(attempts);
  }
}
