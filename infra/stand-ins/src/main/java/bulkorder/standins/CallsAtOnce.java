package bulkorder.standins;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts how many calls are under way, and remembers the most there were since it was told to. */
final class CallsAtOnce {

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger max = new AtomicInteger();

  <T> T count(Supplier<T> call) {
    max.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      return call.get();
    } finally {
      now.decrementAndGet();
    }
  }

  void startAnew() {
    max.set(now.get());
  }

  int max() {
    return max.get();
  }
}
