package bulkorder.standins;

import java.time.Duration;

/** What a behaviour may be. */
final class Checks {

  private static final Duration LATENCY_MAX = Duration.ofSeconds(60);

  private Checks() {}

  static void latency(Duration latency) {
    if (latency.isNegative() || latency.compareTo(LATENCY_MAX) > 0) {
      throw new IllegalArgumentException(
          "latency is " + latency + ", not within PT0S and " + LATENCY_MAX);
    }
  }

  static void rate(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " is " + rate + ", not within 0 and 1");
    }
  }

  static void errorStatus(int status) {
    if (status != 429 && (status < 500 || status > 599)) {
      throw new IllegalArgumentException("errorStatus is " + status + ", not 429 or 500 to 599");
    }
  }

  static void notNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", which is below 0");
    }
  }
}
