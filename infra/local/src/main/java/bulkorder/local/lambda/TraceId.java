package bulkorder.local.lambda;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Makes X-Ray trace headers: the time in hexadecimal seconds, then 96 random bits. */
final class TraceId {
  private TraceId() {}

  static String next(Clock clock) {
    var random = ThreadLocalRandom.current();
    return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0"
        .formatted(
            clock.instant().getEpochSecond(),
            random.nextInt(),
            random.nextLong(),
            random.nextLong());
  }
}
