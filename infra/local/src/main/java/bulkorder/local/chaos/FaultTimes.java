package bulkorder.local.chaos;

import bulkorder.local.TimeFactor;
import java.time.Duration;

/** How long faults last, scaled like every other waiting time. */
record FaultTimes(TimeFactor time) {
  private static final Duration QUEUES_DOWN = Duration.ofSeconds(30);
  private static final Duration DATABASE_SILENT = Duration.ofSeconds(20);
  private static final Duration PROVIDER_MAX = Duration.ofSeconds(40);
  private static final Duration DELIVERY_MAX = Duration.ofMinutes(2);
  private static final Duration MOMENT_MAX = Duration.ofSeconds(5);

  Duration queuesDown() {
    return time.scale(QUEUES_DOWN);
  }

  Duration databaseSilent() {
    return time.scale(DATABASE_SILENT);
  }

  /** Of a provider's latency. */
  Duration latency(double dice) {
    return share(PROVIDER_MAX, dice);
  }

  /** Of an event or message that comes late. */
  Duration lateness(double dice) {
    return share(DELIVERY_MAX, dice);
  }

  /** Between the moment that was chosen by counting and the one that nobody chose. */
  Duration moment(double dice) {
    return share(MOMENT_MAX, dice);
  }

  private Duration share(Duration max, double dice) {
    return Duration.ofNanos(Math.round(time.scale(max).toNanos() * dice));
  }
}
