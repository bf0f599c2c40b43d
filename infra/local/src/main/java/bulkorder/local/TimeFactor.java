package bulkorder.local;

import java.time.Duration;

/**
 * Divides every waiting time of template and retries (visibility, schedules, backoff, batch
 * windows, durations in a function's environment), so that tests and benchmarks need not wait as
 * long as AWS does.
 */
public record TimeFactor(int value) {
  /** Time as it is. */
  public static final TimeFactor REAL = new TimeFactor(1);

  private static final int VALUE_MAX = 10_000;

  /** Refuses factors that would stretch time. */
  public TimeFactor {
    if (value < 1 || value > VALUE_MAX) {
      throw new IllegalArgumentException(
          "a time factor is 1 to %d, not %d".formatted(VALUE_MAX, value));
    }
  }

  /** The scaled time. */
  public Duration scale(Duration time) {
    return time.dividedBy(value);
  }
}
