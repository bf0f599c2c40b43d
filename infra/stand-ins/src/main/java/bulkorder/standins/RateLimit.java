package bulkorder.standins;

import java.util.function.LongSupplier;

/**
 * So many a second on average, with as many at once after a quiet second. What is admitted whole
 * may go over, and is paid back by those after it.
 */
final class RateLimit {

  private static final double NANOS_PER_SECOND = 1_000_000_000.0;

  private final int perSecondMax;
  private final LongSupplier nanoTime;
  private double available;
  private long then;

  /**
   * @param perSecondMax 0 for no limit
   */
  RateLimit(int perSecondMax, LongSupplier nanoTime) {
    this.perSecondMax = perSecondMax;
    this.nanoTime = nanoTime;
    this.available = perSecondMax;
    this.then = nanoTime.getAsLong();
  }

  synchronized boolean admits(int count) {
    if (perSecondMax == 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    available = Math.min(perSecondMax, available + (now - then) / NANOS_PER_SECOND * perSecondMax);
    then = now;
    if (available < Math.min(count, perSecondMax)) {
      return false;
    }
    available -= count;
    return true;
  }
}
