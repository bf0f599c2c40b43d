package bulkorder.ledger.notification;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment at which units may be sent, by the clock of this machine.
 *
 * @param from not earlier
 * @param until not later: the turn is lost, since its units would come into the time of others
 * @param units how many, in as many requests as that takes
 */
public record Turn(Instant from, Instant until, int units) {

  /** The same as the one that comes so much later. */
  Turn later(Duration by, int otherUnits) {
    return new Turn(from.plus(by), until.plus(by), otherUnits);
  }
}
