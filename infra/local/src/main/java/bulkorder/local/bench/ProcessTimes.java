package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What Linux says of a process's time (proc_pid_stat(5)).
 *
 * @param parentId the process that began it
 * @param ownSeconds on a processor, of all its threads
 * @param endedChildrenSeconds on a processor, of its children that have ended
 */
record ProcessTimes(long parentId, double ownSeconds, double endedChildrenSeconds) {

  /** The unit of such files on every Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private static final ProcessTimes ENDED = new ProcessTimes(0, 0, 0);

  /** Of a process; all zero if it has ended. */
  static ProcessTimes of(long processId) throws IOException {
    try {
      return of(Files.readString(Path.of("/proc", Long.toString(processId), "stat")));
    } catch (NoSuchFileException ended) {
      return ENDED;
    }
  }

  /** The name, which is in brackets, may hold anything: fields are counted from its end. */
  static ProcessTimes of(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessTimes(
        Long.parseLong(fields[1]),
        seconds(fields[11]) + seconds(fields[12]),
        seconds(fields[13]) + seconds(fields[14]));
  }

  /** The seconds that the processors of this machine were not idle. */
  static double machineSeconds() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return machineSeconds(lines.findFirst().orElseThrow());
    }
  }

  static double machineSeconds(String stat) {
    String[] fields = stat.split(" +", -1);
    return seconds(fields[1])
        + seconds(fields[2])
        + seconds(fields[3])
        + seconds(fields[6])
        + seconds(fields[7]);
  }

  private static double seconds(String ticks) {
    return Long.parseLong(ticks) / TICKS_PER_SECOND;
  }
}
