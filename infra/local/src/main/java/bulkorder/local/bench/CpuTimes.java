package bulkorder.local.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much processor time the parts of the system have taken.
 *
 * @param seconds by part, in a sequence fit for showing
 * @param machineSeconds of everything that ran on this machine
 */
record CpuTimes(Map<String, Double> seconds, double machineSeconds) {

  CpuTimes {
    seconds = new LinkedHashMap<>(seconds);
  }

  /** What was taken after an earlier look. */
  CpuTimes since(CpuTimes earlier) {
    Map<String, Double> taken = new LinkedHashMap<>();
    seconds.forEach((part, now) -> taken.put(part, now - earlier.seconds.getOrDefault(part, 0.0)));
    return new CpuTimes(taken, machineSeconds - earlier.machineSeconds);
  }

  /** What the system's parts took together. */
  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
