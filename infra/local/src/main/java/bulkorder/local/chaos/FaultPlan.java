package bulkorder.local.chaos;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Which faults a run has: the same for the same seed and size. */
final class FaultPlan {
  /** Faults come in the first part of the work, so that each is followed by some. */
  private static final double LAST = 0.7;

  /** Of so many objects one has a fault of a kind. */
  private static final int OBJECTS_EACH = 4;

  private FaultPlan() {}

  /**
   * How many writes are expected at least when nothing goes wrong.
   *
   * @param chunks of all files
   */
  record Size(int files, int rows, int chunks) {
    private long writes(Site site) {
      return switch (site) {
        case COMMIT -> 6L * chunks;
        case SEND, MAIL, ACKNOWLEDGE -> 2L * chunks;
        case CHARGE -> Math.round(rows * 0.9);
        case OBJECT -> files;
      };
    }
  }

  /** Plans faults of all kinds, in proportion to their shares. */
  static List<Fault> of(long seed, int count, Size size) {
    var random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    for (var kind : kinds(count, size)) {
      long last = Math.max(1, Math.round(size.writes(kind.site()) * LAST));
      faults.add(new Fault(kind, 1 + random.nextLong(last), random.nextDouble()));
    }
    return faults;
  }

  /** The kind of which most is missing comes next. */
  private static List<FaultKind> kinds(int count, Size size) {
    List<FaultKind> kinds = new ArrayList<>();
    Map<FaultKind, Integer> planned = new EnumMap<>(FaultKind.class);
    while (kinds.size() < count) {
      FaultKind next =
          Stream.of(FaultKind.values())
              .filter(kind -> hasRoom(kind, planned.getOrDefault(kind, 0), size))
              .max(comparingDouble(kind -> need(kind, planned.getOrDefault(kind, 0))))
              .orElseThrow();
      planned.merge(next, 1, Integer::sum);
      kinds.add(next);
    }
    return kinds;
  }

  private static boolean hasRoom(FaultKind kind, int planned, Size size) {
    return kind.site() != Site.OBJECT || planned < size.files() / OBJECTS_EACH;
  }

  private static double need(FaultKind kind, int planned) {
    return kind.share() / (planned + 0.5);
  }
}
