package bulkorder.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code postmaster.pid} of a data directory, in which Postgres says who it is (line 1) and whether
 * it takes connections (line 8). A killed Postgres leaves it behind, and in a container its number
 * soon belongs to another program.
 */
record PostmasterFile(Path file, List<String> lines) {

  private static final int STATUS_LINE = 7;
  private static final Duration ORPHAN_STOP_MAX = Duration.ofSeconds(10);

  static PostmasterFile in(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    try {
      return new PostmasterFile(file, Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return new PostmasterFile(file, List.of());
    }
  }

  boolean isReady() {
    return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /**
   * Ends a Postgres of an earlier run that is still at work in this directory, and takes away what
   * a killed one left. Only for a caller that holds the directory's lock.
   */
  void clear() throws IOException {
    Optional<ProcessHandle> orphan = orphan();
    if (orphan.isPresent() && !ends(orphan.get())) {
      orphan.get().destroy();
      if (!ends(orphan.get())) {
        orphan.get().destroyForcibly();
        ends(orphan.get());
      }
    }
    Files.deleteIfExists(file);
  }

  /** Its process if that lives, and is a Postgres of this very directory. */
  private Optional<ProcessHandle> orphan() {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Path data = file.toAbsolutePath().getParent();
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(arguments -> List.of(arguments).contains(String.valueOf(data)))
                    .orElse(false));
  }

  private static boolean ends(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(ORPHAN_STOP_MAX.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("cannot wait for Postgres " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an earlier Postgres was stopping", e);
    }
  }
}
