package bulkorder.local.chaos;

import bulkorder.local.events.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Keeps what went wrong between the parts: under faults that is nearly everything, once. */
record ProblemFile(Path file) implements Problems {
  @Override
  public synchronized void report(String sentence) {
    try {
      Files.writeString(
          file,
          Instant.now() + " " + sentence + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
