package bulkorder.local.cli;

import bulkorder.local.events.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Keeps what went wrong between the parts in a file: most of it is tried again and ends well. */
final class ProblemLog implements Problems, AutoCloseable {
  private final PrintWriter writer;

  ProblemLog(Path logs) throws IOException {
    Files.createDirectories(logs);
    writer =
        new PrintWriter(
            Files.newBufferedWriter(
                logs.resolve("problems.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true);
  }

  @Override
  public void report(String sentence) {
    writer.println(Instant.now() + " " + sentence);
  }

  @Override
  public void close() {
    writer.close();
  }
}
