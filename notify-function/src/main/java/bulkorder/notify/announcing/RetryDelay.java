package bulkorder.notify.announcing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, and a part of it by chance, so
 * that what failed together is not tried again together.
 */
@ApplicationScoped
class RetryDelay {

  private static final int DOUBLINGS_MAX = 20;

  private final AnnouncingConfig config;
  private final RandomGenerator random;

  RetryDelay(AnnouncingConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /**
   * The delay after an attempt: from half of the full one to the full one.
   *
   * @param attempt which it was, from 1
   */
  Duration after(int attempt) {
    Duration doubled =
        config.announcementRetryFirst().multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS_MAX));
    Duration max = config.announcementRetryMax();
    long millis = (doubled.compareTo(max) > 0 ? max : doubled).toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
