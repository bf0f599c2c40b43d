package bulkorder.local.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How long each of some requests took. */
final class Latencies {
  private final long[] sortedNanos;

  /**
   * @param nanos of each request, in any sequence, at least one
   */
  Latencies(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("no request was measured");
    }
    sortedNanos = nanos.clone();
    Arrays.sort(sortedNanos);
  }

  /**
   * The shortest time within which so many of the requests had their answer, in milliseconds.
   *
   * @param percent above 0, at most 100
   */
  double millis(int percent) {
    int within = Math.ceilDiv(sortedNanos.length * percent, 100);
    return sortedNanos[within - 1] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
