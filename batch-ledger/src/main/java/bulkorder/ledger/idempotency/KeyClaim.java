package bulkorder.ledger.idempotency;

import java.time.Duration;

/** What became of the wish to do a request under a key. */
public sealed interface KeyClaim {

  /**
   * It is to be done.
   *
   * @param attempt which try this is, from 1
   */
  record Mine(int attempt) implements KeyClaim {}

  /** It was done. */
  record Answered(KeptAnswer answer) implements KeyClaim {}

  /**
   * It is being done.
   *
   * @param remaining until it is done at the latest
   */
  record Running(Duration remaining) implements KeyClaim {}

  /** The key was used for another request. */
  record Reused() implements KeyClaim {}
}
