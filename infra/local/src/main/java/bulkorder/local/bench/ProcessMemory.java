package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What Linux says of a process's memory. */
final class ProcessMemory {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private ProcessMemory() {}

  /** The most that it has had resident so far, in megabytes. */
  static double peakMegabytes(long processId) throws IOException {
    return peakMegabytes(Files.readAllLines(Path.of("/proc", Long.toString(processId), "status")));
  }

  static double peakMegabytes(List<String> status) {
    return status.stream()
        .map(PEAK::matcher)
        .filter(line -> line.matches())
        .mapToDouble(line -> Long.parseLong(line.group(1)) / 1024.0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a process's status has no line VmHWM"));
  }
}
