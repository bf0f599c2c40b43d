package bulkorder.local.bench;

import bulkorder.local.Interference;
import bulkorder.local.lambda.Surroundings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at processes that start, and lets one after the other do so: the next one starts when the
 * one before has answered its first invocation.
 */
final class ColdWatch implements Interference, Surroundings {
  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicBoolean inTurn = new AtomicBoolean();
  private final AtomicInteger working = new AtomicInteger();
  private final Map<String, ColdStart> starts = new ConcurrentHashMap<>();

  /** From now on each process waits for its turn. */
  void begin() {
    starts.clear();
    inTurn.set(true);
  }

  /** From now on processes start when they are needed. */
  void end() {
    inTurn.set(false);
  }

  /** What has been seen since it began, by function. */
  Map<String, ColdStart> starts() {
    return Map.copyOf(starts);
  }

  boolean isIdle() {
    return working.get() == 0;
  }

  @Override
  public Surroundings around(World world) {
    return this;
  }

  @Override
  public Stay enter(String function) throws IOException {
    boolean mine = inTurn.get();
    if (mine) {
      try {
        turn.acquire();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException(function + " waits for its turn");
      }
    }
    return new Watched(function, mine);
  }

  /** One process. */
  private final class Watched implements Stay {
    private final String function;
    private final AtomicBoolean holdsTurn;
    private final AtomicBoolean first;
    private final AtomicLong processId = new AtomicLong();
    private final AtomicLong startedNanos = new AtomicLong();
    private final AtomicLong readyNanos = new AtomicLong();
    private final AtomicLong invokedNanos = new AtomicLong();

    Watched(String function, boolean measured) {
      this.function = function;
      this.holdsTurn = new AtomicBoolean(measured);
      this.first = new AtomicBoolean(measured);
    }

    /** Asked for right before the process starts. */
    @Override
    public Map<String, String> environment(Map<String, String> environment) {
      startedNanos.set(System.nanoTime());
      return environment;
    }

    @Override
    public void started(ProcessHandle process) {
      processId.set(process.pid());
    }

    @Override
    public void ready() {
      readyNanos.compareAndSet(0, System.nanoTime());
    }

    @Override
    public void invoked(String payload) {
      working.incrementAndGet();
      invokedNanos.set(System.nanoTime());
    }

    @Override
    public void ended() {
      long endedNanos = System.nanoTime();
      working.decrementAndGet();
      if (first.getAndSet(false)) {
        starts.put(
            function,
            new ColdStart(
                millis(readyNanos.get() - startedNanos.get()),
                millis(endedNanos - invokedNanos.get()),
                resident()));
      }
      leave();
    }

    private double resident() {
      try {
        return ProcessMemory.megabytes(processId.get());
      } catch (IOException ended) {
        throw new IllegalStateException(function + " ended after its first answer", ended);
      }
    }

    private void leave() {
      if (holdsTurn.getAndSet(false)) {
        turn.release();
      }
    }

    @Override
    public void close() {
      leave();
    }
  }

  private static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
