package bulkorder.local.bench;

/**
 * What every GET of the API is asked to stay below, with {@link ApiBenchmark#CALLERS} callers who
 * ask at their times.
 */
enum LatencyFloor {
  P50(50, 20),
  P95(95, 100),
  P99(99, 250);

  private final int percent;
  private final double millisBelow;

  LatencyFloor(int percent, double millisBelow) {
    this.percent = percent;
    this.millisBelow = millisBelow;
  }

  String key() {
    return "p" + percent;
  }

  double millisBelow() {
    return millisBelow;
  }

  double millis(Latencies latencies) {
    return latencies.millis(percent);
  }

  boolean isMet(Latencies latencies) {
    return millis(latencies) < millisBelow;
  }
}
