package bulkorder.status;

import bulkorder.ledger.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** How often each of those who were last refused was refused within a minute. */
final class RefusalCounts {

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int ACTORS_MAX = 1000;

  private record Period(Instant until, int refusals) {}

  private final InstantSource clock;
  private final Map<String, Period> periods = new BoundedMap<>(ACTORS_MAX);

  RefusalCounts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a refusal: the first one within a minute is number 1. */
  synchronized int count(String actor) {
    Instant now = clock.instant();
    Period period =
        periods.merge(
            actor,
            new Period(now.plus(PERIOD), 1),
            (known, begun) ->
                now.isBefore(known.until())
                    ? new Period(known.until(), known.refusals() + 1)
                    : begun);
    return period.refusals();
  }
}
