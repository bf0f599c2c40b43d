package bulkorder.payment;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a call is made again: anything up to a bound that doubles each time (full
 * jitter), or what the provider asked for and a little more, so that not all come back at once.
 *
 * @param first the bound of the first pause
 * @param max the bound of every pause
 */
record Backoff(Duration first, Duration max, RandomGenerator random) {

  private static final int DOUBLINGS_MAX = 20;

  /**
   * The next pause.
   *
   * @param failed how many calls have failed before this one
   * @param retryAfter what the provider asked for, or zero
   */
  Duration pause(int failed, Duration retryAfter) {
    if (retryAfter.isPositive()) {
      return retryAfter.plus(upTo(first));
    }
    Duration bound = first.multipliedBy(1L << Math.min(failed, DOUBLINGS_MAX));
    return upTo(bound.compareTo(max) > 0 ? max : bound);
  }

  private Duration upTo(Duration bound) {
    return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
  }
}
