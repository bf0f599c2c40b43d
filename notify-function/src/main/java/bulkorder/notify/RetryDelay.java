package bulkorder.notify;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long what was not taken waits before the next attempt: twice as long each time, at most as
 * long as a message can, and a part of it by chance, so that what failed together is not tried
 * again together.
 */
@ApplicationScoped
public class RetryDelay {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS_MAX = 20;

  private final RandomGenerator random;

  RetryDelay(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The delay after an attempt: from half of the full one to the full one.
   *
   * @param attempt which it was, from 1; an attempt that did not count is 0 and waits as the first
   */
  public Duration after(int attempt) {
    Duration doubled = FIRST.multipliedBy(1L << Math.clamp(attempt - 1L, 0, DOUBLINGS_MAX));
    long millis = (doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled).toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
