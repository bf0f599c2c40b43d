package bulkorder.local.lambda;

import java.time.Duration;

/** How long to wait before a process that keeps crashing is started again: doubling, bounded. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final int DOUBLINGS_MAX = 6;

  private int crashes;

  synchronized void crashed() {
    crashes++;
  }

  synchronized void worked() {
    crashes = 0;
  }

  /** Nothing after the first crash, which may be an accident. */
  synchronized Duration delay() {
    return crashes <= 1
        ? Duration.ZERO
        : FIRST.multipliedBy(1L << Math.min(crashes - 2, DOUBLINGS_MAX));
  }
}
