package bulkorder.local.lambda;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that die with this one, even if it is killed outright.
 *
 * <p>Linux sends the parent-death signal when the <em>thread</em> that made the child ends, so all
 * children are made by one platform thread that lives as long as the launcher. Where {@code
 * setpriv} is missing, a function's process ends by itself when its Runtime API no longer answers.
 */
final class ProcessLauncher implements AutoCloseable {
  private static final List<String> DIE_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

  private final ExecutorService parent =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("function-launcher").factory());
  private final List<String> prefix = works(DIE_WITH_PARENT) ? DIE_WITH_PARENT : List.of();

  /** Starts the builder's command. */
  Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(builder.command());
    builder.command(command);
    try {
      return parent.submit(builder::start).get();
    } catch (ExecutionException failure) {
      throw new IOException("cannot start " + String.join(" ", command), failure.getCause());
    }
  }

  private boolean works(List<String> command) {
    List<String> trial = new ArrayList<>(command);
    trial.add("true");
    try {
      return parent.submit(() -> new ProcessBuilder(trial).start().waitFor() == 0).get();
    } catch (ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    parent.shutdown();
  }
}
