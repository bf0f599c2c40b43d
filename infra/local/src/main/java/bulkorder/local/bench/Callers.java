package bulkorder.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several callers at once.
 *
 * @param every how often each of them asks, whether or not it has its answer by then: the time that
 *     a request waits for the one before it counts as its own. Zero for callers who ask again as
 *     soon as they have their answer.
 */
record Callers(int count, Duration every) {

  /** One request, by its number from 0. */
  @FunctionalInterface
  interface Request {
    /** How long it took, in nanoseconds. */
    long nanos(int number) throws IOException, InterruptedException;
  }

  /**
   * Makes so many requests.
   *
   * @throws IllegalStateException if any was not answered as it should; says how many
   */
  Latencies make(int requests, Request request) throws InterruptedException {
    var next = new AtomicInteger();
    long[] nanos = new long[requests];
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < count; caller++) {
        threads.execute(
            () -> {
              for (int it = next.getAndIncrement(); it < requests; it = next.getAndIncrement()) {
                try {
                  nanos[it] = late(begin, it) + request.nanos(it);
                } catch (IOException failure) {
                  failures.add(String.valueOf(failure.getMessage()));
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "%,d of %,d requests failed, the first: %s"
              .formatted(failures.size(), requests, failures.peek()));
    }
    return new Latencies(nanos);
  }

  /** Waits until it is time for a request; how late it is then, in nanoseconds. */
  private long late(long begin, int number) throws InterruptedException {
    if (every.isZero()) {
      return 0;
    }
    long due = begin + every.toNanos() * number / count;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
    return System.nanoTime() - due;
  }
}
