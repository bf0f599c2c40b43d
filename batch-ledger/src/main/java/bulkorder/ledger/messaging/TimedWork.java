package bulkorder.ledger.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Calls to the outside, so many at a time, of which none begins that could not end before its
 * invocation does.
 *
 * @param atOnceMax how many at a time
 * @param timeNeeded how long one may take, the recording of its outcome included
 */
public record TimedWork(int atOnceMax, Duration timeNeeded) {

  /** Whether a piece of work that begins now can end in time. */
  public boolean fits(Deadline deadline) {
    return deadline.allows(timeNeeded);
  }

  /**
   * Does the work of each piece that can be begun in time, and returns when all of them have ended.
   *
   * @param work may run on many threads at once; lets no exception out
   */
  public <T> void each(List<T> pieces, Deadline deadline, Consumer<T> work) {
    try (var calls = Executors.newFixedThreadPool(atOnceMax, Thread.ofVirtual().factory())) {
      for (T piece : pieces) {
        calls.execute(
            () -> {
              if (fits(deadline)) {
                work.accept(piece);
              }
            });
      }
    }
  }
}
