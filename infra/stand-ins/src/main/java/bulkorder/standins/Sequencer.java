package bulkorder.standins;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that only grow, over restarts too as long as the clock does not go back: microseconds
 * since 1970, or one more than the last.
 */
final class Sequencer {

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  Sequencer(Clock clock) {
    this.clock = clock;
  }

  String next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return HexFormat.of()
        .withUpperCase()
        .toHexDigits(last.updateAndGet(previous -> Math.max(previous + 1, now)));
  }
}
