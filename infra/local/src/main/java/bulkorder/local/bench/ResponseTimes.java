package bulkorder.local.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How one request is answered.
 *
 * @param key its name in JSON
 * @param label its name for a person
 * @param steady of callers who ask at their times
 * @param full of callers who ask again as soon as they have their answer: they take what there is
 * @param cost of a request of the former
 */
record ResponseTimes(String key, String label, Latencies steady, Latencies full, Cost cost) {

  /** Processor time of one request, in milliseconds; the rest is gateway and callers. */
  record Cost(double function, double postgres, double rest) {

    /** What some requests took, each its part of it. */
    static Cost of(CpuTimes taken, String function, int requests) {
      double ofFunction = taken.seconds().getOrDefault(function, 0.0);
      double ofPostgres = taken.seconds().getOrDefault(MachineLoad.POSTGRES, 0.0);
      double millisOfOne = 1_000.0 / requests;
      return new Cost(
          ofFunction * millisOfOne,
          ofPostgres * millisOfOne,
          (taken.total() - ofFunction - ofPostgres) * millisOfOne);
    }
  }

  List<LatencyFloor> missed() {
    return Arrays.stream(LatencyFloor.values()).filter(floor -> !floor.isMet(steady)).toList();
  }
}
