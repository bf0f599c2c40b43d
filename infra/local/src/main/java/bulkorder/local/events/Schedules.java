package bulkorder.local.events;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays EventBridge's rates: first after one period, then after each. */
public final class Schedules implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());

  /** Gives the function the input each period. */
  public void add(Duration period, AsyncFunction function, String input) {
    long millis = period.toMillis();
    var _ =
        timer.scheduleAtFixedRate(
            () -> function.invoke(input), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
