package bulkorder.local.bench;

import bulkorder.local.Interference;
import bulkorder.local.lambda.Surroundings;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Clocks each invocation of each function, as Lambda does for its bill. */
final class InvocationTimes implements Interference {
  private final Map<String, Time> times = new ConcurrentHashMap<>();

  /**
   * What a function's invocations came to.
   *
   * @param billedMillis each invocation rounded up to a whole millisecond
   * @param peakMegabytes the most that one of its processes had resident
   */
  record Time(long invocations, long billedMillis, double peakMegabytes) {
    private Time and(Time more) {
      return new Time(
          invocations + more.invocations,
          billedMillis + more.billedMillis,
          Math.max(peakMegabytes, more.peakMegabytes));
    }
  }

  /** By function, in alphabetical order. */
  Map<String, Time> now() {
    return new TreeMap<>(times);
  }

  /** Begins anew. */
  void forget() {
    times.clear();
  }

  @Override
  public Surroundings around(World world) {
    return ClockedStay::new;
  }

  /** One process at a time serves one invocation at a time. */
  private final class ClockedStay implements Surroundings.Stay {
    private final String function;
    private long processId;
    private long beganNanos;

    ClockedStay(String function) {
      this.function = function;
    }

    @Override
    public void started(ProcessHandle process) {
      processId = process.pid();
    }

    @Override
    public void invoked(String payload) {
      beganNanos = System.nanoTime();
    }

    @Override
    public void ended() {
      long nanos = System.nanoTime() - beganNanos;
      long millis = Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
      times.merge(function, new Time(1, millis, peak()), Time::and);
    }

    /** Nothing of a process that has died. */
    private double peak() {
      try {
        return ProcessMemory.peakMegabytes(processId);
      } catch (IOException _) {
        return 0;
      }
    }
  }
}
