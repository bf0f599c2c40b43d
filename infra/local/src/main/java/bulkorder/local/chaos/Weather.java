package bulkorder.local.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is down for everybody for a while. */
final class Weather {
  private volatile long databaseBackAtNanos = System.nanoTime();
  private volatile long queuesBackAtNanos = System.nanoTime();

  /** The database says nothing from now on, for a time; then it goes on. */
  void pauseDatabase(Duration time) {
    databaseBackAtNanos = System.nanoTime() + time.toNanos();
  }

  /** The queues are not there from now on, for a time. */
  void stopQueues(Duration time) {
    queuesBackAtNanos = System.nanoTime() + time.toNanos();
  }

  boolean queuesAreDown() {
    return System.nanoTime() - queuesBackAtNanos < 0;
  }

  /** Returns when the database speaks. */
  void awaitDatabase() {
    for (long left = databaseBackAtNanos - System.nanoTime();
        left > 0;
        left = databaseBackAtNanos - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
