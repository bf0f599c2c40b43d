package bulkorder.local.bench;

import bulkorder.local.cli.ExitStatus;
import bulkorder.local.cli.Interrupts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A benchmark, and what all of them have in common: options, what is printed where, how it ends.
 */
abstract class Benchmark implements Callable<Integer> {
  @Option(names = "--json", description = "Print one line of JSON instead of a table.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  /** Measures; what takes longer than a second is told to the workbench. */
  abstract Report measure(Workbench workbench)
      throws IOException, SQLException, InterruptedException;

  @Override
  public final Integer call() throws ReflectiveOperationException {
    var interrupted = new AtomicBoolean();
    var main = Thread.currentThread();
    Interrupts.onFirst(
        () -> {
          interrupted.set(true);
          main.interrupt();
        });
    int status = attempt(interrupted);
    if (interrupted.get()) {
      System.err.println("Stopped; nothing is left running.");
      return ExitStatus.INTERRUPTED;
    }
    return status;
  }

  private int attempt(AtomicBoolean interrupted) {
    var root = Path.of(System.getProperty("bulkorder.root", ".")).toAbsolutePath().normalize();
    try (var workbench = Workbench.in(root)) {
      var report = measure(workbench);
      System.out.println(json ? report.json() : report.text());
      return ExitStatus.ENDED;
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    } catch (IOException | SQLException | SdkException | IllegalStateException failure) {
      if (!interrupted.get()) {
        System.err.println("infra/bench: " + failure.getMessage());
      }
      return ExitStatus.FAILED;
    }
  }
}
