package bulkorder.ledger.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When an invocation ends, whatever it is doing then. */
public final class Deadline {

  private final InstantSource clock;
  private final Instant end;

  private Deadline(InstantSource clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  /** The deadline of an invocation that has so much time left. */
  public static Deadline in(Duration remaining, InstantSource clock) {
    return new Deadline(clock, clock.instant().plus(remaining));
  }

  /** How much time is left; zero once the deadline has passed. */
  public Duration remaining() {
    Duration remaining = Duration.between(clock.instant(), end);
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  /** Whether work that takes this long can still end in time. */
  public boolean allows(Duration work) {
    return remaining().compareTo(work) >= 0;
  }
}
