package bulkorder.local.bench;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Several callers at once, each of which asks again as soon as it has its answer. */
record Callers(int count) {

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
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < count; caller++) {
        threads.execute(
            () -> {
              for (int it = next.getAndIncrement(); it < requests; it = next.getAndIncrement()) {
                try {
                  nanos[it] = request.nanos(it);
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
}
