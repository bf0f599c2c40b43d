package bulkorder.local.bench;

import bulkorder.local.LocalSystem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Looks at the processor time of all processes of a running system. */
final class MachineLoad {
  static final String POSTGRES = "Postgres";
  private static final String THIS_PROCESS = "queues, stand-ins, Lambda host";

  private final LocalSystem system;
  private final long postgresId;

  /**
   * @param postgresId the process that all others of Postgres are children of
   */
  MachineLoad(LocalSystem system, long postgresId) {
    this.system = system;
    this.postgresId = postgresId;
  }

  /** Of functions, those that have a process. */
  CpuTimes now() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (var function : new TreeSet<>(system.lambda().functions())) {
      for (long processId : system.lambda().processIds(function)) {
        seconds.merge(function, ProcessTimes.of(processId).ownSeconds(), Double::sum);
      }
    }
    seconds.put(POSTGRES, postgresSeconds());
    seconds.put(THIS_PROCESS, ProcessTimes.of(ProcessHandle.current().pid()).ownSeconds());
    return new CpuTimes(seconds, ProcessTimes.machineSeconds());
  }

  private double postgresSeconds() throws IOException {
    var parent = ProcessTimes.of(postgresId);
    double seconds = parent.ownSeconds() + parent.endedChildrenSeconds();
    for (long child :
        ProcessHandle.of(postgresId).stream()
            .flatMap(ProcessHandle::children)
            .mapToLong(ProcessHandle::pid)
            .toArray()) {
      seconds += ProcessTimes.of(child).ownSeconds();
    }
    return seconds;
  }
}
