package bulkorder.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running Postgres, which never outlives this JVM.
 *
 * <p>A small shell stands between: it holds the other end of a pipe, and when the pipe closes,
 * because {@link #stop} closed it or because this JVM was killed, it asks Postgres for a fast
 * shutdown. In a session of its own, it does not see a Ctrl-C meant for the JVM, which stops
 * Postgres last.
 */
final class PostgresProcess {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int LOG_TAIL_CHARS = 2_000;

  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      postgres=$!
      { read -r line; kill -INT $postgres; } <&3 &
      reader=$!
      wait $postgres
      code=$?
      kill $reader 2>/dev/null
      exit $code
      """;

  private final Process guard;

  private PostgresProcess(Process guard) {
    this.guard = guard;
  }

  /**
   * Starts Postgres and returns when it takes connections.
   *
   * @throws IOException when it does not, with the end of its log
   */
  static PostgresProcess start(
      PostgresBinaries binaries,
      OrdinaryUser user,
      Path data,
      Path log,
      int port,
      Map<String, String> settings)
      throws IOException {
    List<String> postgres =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                GUARD,
                "postgres-guard",
                binaries.program("postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port)));
    settings.forEach((name, value) -> postgres.addAll(List.of("-c", name + "=" + value)));
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(user.command(postgres));
    Process guard =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    var process = new PostgresProcess(guard);
    try {
      process.awaitReady(data, log);
    } catch (IOException | RuntimeException e) {
      process.stop();
      throw e;
    }
    return process;
  }

  /**
   * Asks for a fast shutdown, in which open transactions are rolled back, and waits for its end.
   */
  void stop() throws IOException {
    guard.getOutputStream().close();
    try {
      if (!guard.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Postgres was stopping", e);
    }
  }

  private void awaitReady(Path data, Path log) throws IOException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (!PostmasterFile.in(data).isReady()) {
      if (!guard.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("Postgres in " + data + " did not start: " + tail(log));
      }
      pause();
    }
  }

  private void pause() throws IOException {
    try {
      if (guard.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        guard.getOutputStream().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Postgres was starting", e);
    }
  }

  private static String tail(Path log) throws IOException {
    String text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - LOG_TAIL_CHARS)).strip();
  }
}
