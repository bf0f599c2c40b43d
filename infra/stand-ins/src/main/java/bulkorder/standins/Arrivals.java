package bulkorder.standins;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** When requests to send came in, for measuring: the last of them, in memory. */
final class Arrivals {

  static final int KEPT_MAX = 100_000;

  /**
   * A request that has come in.
   *
   * @param number 1, 2, … in the sequence in which they came in
   * @param nanos on a clock that never jumps, from the start of the service
   * @param sent how many of the recipients were taken
   */
  record Arrival(
      long number, Instant at, long nanos, String protocol, int recipients, int status, int sent) {

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("number", number);
      json.put("at", at.toString());
      json.put("nanos", nanos);
      json.put("protocol", protocol);
      json.put("recipients", recipients);
      json.put("status", status);
      json.put("sent", sent);
      return json;
    }
  }

  /** A request that is being answered. */
  final class Open {
    private final String protocol;
    private final Instant at;
    private final long nanos;
    private int recipients;

    private Open(String protocol) {
      this.protocol = protocol;
      this.at = clock.instant();
      this.nanos = nanoTime.getAsLong() - beginNanos;
    }

    void has(int count) {
      recipients = count;
    }

    void answered(int status, int sent) {
      add(this, status, sent);
    }
  }

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final long beginNanos;
  private final Deque<Arrival> kept = new ArrayDeque<>();
  private long last;

  Arrivals(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.beginNanos = nanoTime.getAsLong();
  }

  /** To be called as soon as a request is there. */
  Open open(String protocol) {
    return new Open(protocol);
  }

  /** Those with this number and later ones. */
  synchronized List<Arrival> since(long number, int limit) {
    return kept.stream().filter(arrival -> arrival.number >= number).limit(limit).toList();
  }

  private synchronized void add(Open open, int status, int sent) {
    if (kept.size() == KEPT_MAX) {
      kept.removeFirst();
    }
    kept.add(
        new Arrival(++last, open.at, open.nanos, open.protocol, open.recipients, status, sent));
  }
}
