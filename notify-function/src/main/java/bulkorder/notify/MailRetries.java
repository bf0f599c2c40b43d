package bulkorder.notify;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long mails wait that a provider did not take. */
@ApplicationScoped
class MailRetries {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS_MAX = 8;

  private final RandomGenerator random;

  MailRetries(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after so many calls: twice as long after each one, at most 15 minutes, of which a
   * random part, at least half, so that not all come at once.
   */
  Duration after(int calls) {
    Duration whole = FIRST.multipliedBy(1L << Math.clamp(calls - 1L, 0, DOUBLINGS_MAX));
    long millis = (whole.compareTo(LONGEST) < 0 ? whole : LONGEST).toMillis();
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}
