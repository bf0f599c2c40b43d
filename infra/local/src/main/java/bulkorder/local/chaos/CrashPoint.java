package bulkorder.local.chaos;

import java.util.Comparator;

/**
 * A place in a function's work at which it can be killed.
 *
 * @param ordinal counts the writes at this site in one invocation, from 1
 */
record CrashPoint(String function, Site site, int ordinal, Phase phase)
    implements Comparable<CrashPoint> {
  private static final Comparator<CrashPoint> IN_SEQUENCE =
      Comparator.comparing(CrashPoint::function)
          .thenComparing(CrashPoint::site)
          .thenComparing(CrashPoint::ordinal)
          .thenComparing(CrashPoint::phase);

  static CrashPoint of(Passage passage) {
    return new CrashPoint(passage.function(), passage.site(), passage.ordinal(), passage.phase());
  }

  @Override
  public int compareTo(CrashPoint other) {
    return IN_SEQUENCE.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s %s %s %d".formatted(function, phase, site, ordinal);
  }
}
