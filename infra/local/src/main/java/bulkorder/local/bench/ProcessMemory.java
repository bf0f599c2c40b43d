package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What Linux says of a process's memory. */
final class ProcessMemory {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ProcessMemory() {}

  /** The most that it has had resident so far, in megabytes. */
  static double peakMegabytes(long processId) throws IOException {
    return peakMegabytes(status(processId));
  }

  /** What it has resident now, in megabytes. */
  static double megabytes(long processId) throws IOException {
    return find(NOW, status(processId));
  }

  static double peakMegabytes(List<String> status) {
    return find(PEAK, status);
  }

  private static List<String> status(long processId) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(processId), "status"));
  }

  private static double find(Pattern wanted, List<String> status) {
    return status.stream()
        .map(wanted::matcher)
        .filter(line -> line.matches())
        .mapToDouble(line -> Long.parseLong(line.group(1)) / 1024.0)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("a process's status has no line like " + wanted));
  }
}
