package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log of a Java process's collections, as {@code -Xlog:gc*} writes it. */
final class GcLog {
  private static final Pattern COLLECTION =
      Pattern.compile("\\] GC\\(\\d+\\) Pause [^\\n]*? (\\d+)M->(\\d+)M\\(\\d+M\\)");
  private static final Pattern HEAP_AT_EXIT =
      Pattern.compile("\\[gc,exit *\\] .* total .*used (\\d+)K \\[");

  private GcLog() {}

  /** The options that make Java write it. */
  static String option(Path file) {
    return "\"-Xlog:gc*:file=%s\"".formatted(file);
  }

  /**
   * How much of the heap was in use at most.
   *
   * @param beforeMegabytes before a collection, or when the process ended: garbage included
   * @param afterMegabytes after a collection: about what was needed; 0 if there was none
   */
  record Peak(int beforeMegabytes, int afterMegabytes) {}

  static Peak peak(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return peak(lines);
    }
  }

  static Peak peak(Stream<String> lines) {
    int before = 0;
    int after = 0;
    long usedAtExitKilobytes = 0;
    for (var line : (Iterable<String>) lines::iterator) {
      var collection = COLLECTION.matcher(line);
      var exit = HEAP_AT_EXIT.matcher(line);
      if (collection.find()) {
        before = Math.max(before, Integer.parseInt(collection.group(1)));
        after = Math.max(after, Integer.parseInt(collection.group(2)));
      } else if (exit.find()) {
        usedAtExitKilobytes += Long.parseLong(exit.group(1));
      }
    }
    return new Peak(Math.max(before, Math.toIntExact(usedAtExitKilobytes / 1024)), after);
  }
}
