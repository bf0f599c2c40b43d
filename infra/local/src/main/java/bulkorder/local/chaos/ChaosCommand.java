package bulkorder.local.chaos;

import bulkorder.local.DirectoryTree;
import bulkorder.local.TimeFactor;
import bulkorder.local.cli.ExitStatus;
import bulkorder.local.cli.Interrupts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The command {@code infra/chaos}. The script of that name starts it, with the system property
 * {@code bulkorder.root} (the checkout).
 */
@Command(
    name = "infra/chaos",
    description = {
      "Runs the whole system on this machine under faults, and then checks from outside that nothing was lost and nothing"
          + " happened twice: in the ledger, at the payment provider, in the mailbox and in the queues.",
      "",
      "Modes: random plays faults of all kinds that the seed chooses; every-write kills each function once right before and"
          + " once right after each of its commits, sends and calls."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every invariant holds",
      "1:an invariant is violated, not every fault could be played, or it did not run to its end",
      "2:wrong usage",
      "3:there is no JDK or Maven, or the build failed",
      "130:stopped by Ctrl-C"
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int SEED_BITS = 31;
  private static final int ROWS_MAX = 1_000_000;
  private static final int FAULTS_MAX = 10_000;
  private static final int TIME_FACTOR_MAX = 60;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "random",
      description = "random (by default) or every-write.")
  private String mode = "random";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Choose files and faults as the run that printed this number did.")
  private @Nullable Long seed;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Rows to import under random faults: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "220",
      description = "Random faults: ${DEFAULT-VALUE}.")
  private int faults;

  @Option(
      names = "--time-factor",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Divide every waiting time by this: visibility, schedules, timeouts, backoff, and the faults' own; ${DEFAULT-VALUE}.")
  private int timeFactor;

  @Option(names = "--json", description = "Print one line of JSON instead of tables.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private ChaosCommand() {}

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws ReflectiveOperationException {
    checkUsage();
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

  private void checkUsage() {
    check(
        mode.equals("random") || mode.equals("every-write"),
        "--mode is random or every-write, not " + mode);
    check(rows >= 1 && rows <= ROWS_MAX, "--rows is 1 to %d, not %d".formatted(ROWS_MAX, rows));
    check(
        faults >= 0 && faults <= FAULTS_MAX,
        "--faults is 0 to %d, not %d".formatted(FAULTS_MAX, faults));
    check(
        timeFactor >= 1 && timeFactor <= TIME_FACTOR_MAX,
        "--time-factor is 1 to %d, not %d".formatted(TIME_FACTOR_MAX, timeFactor));
  }

  private void check(boolean right, String sentence) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private int attempt(AtomicBoolean interrupted) {
    var root = Path.of(System.getProperty("bulkorder.root", ".")).toAbsolutePath().normalize();
    try {
      var target = Files.createDirectories(root.resolve("infra/local/target"));
      return attempt(root, Files.createTempDirectory(target, "chaos-"), interrupted);
    } catch (IOException failure) {
      System.err.println("infra/chaos: " + failure.getMessage());
      return ExitStatus.FAILED;
    }
  }

  /** Keeps the data of a run that did not end well, for whoever looks into it. */
  private int attempt(Path root, Path directory, AtomicBoolean interrupted) throws IOException {
    try {
      var report = run(root, directory);
      System.out.println(json ? report.json() : report.text());
      if (report.holds()) {
        DirectoryTree.delete(directory);
        return ExitStatus.ENDED;
      }
    } catch (InterruptedException _) {
      DirectoryTree.delete(directory);
      return ExitStatus.INTERRUPTED;
    } catch (IOException | SQLException | SdkException | IllegalStateException failure) {
      if (interrupted.get()) {
        DirectoryTree.delete(directory);
        return ExitStatus.INTERRUPTED;
      }
      System.err.println("infra/chaos: " + failure.getMessage());
    }
    System.err.println("Logs and data are kept in " + directory);
    return ExitStatus.FAILED;
  }

  private ChaosReport run(Path root, Path directory)
      throws IOException, SQLException, InterruptedException {
    long chosen = seed == null ? new SecureRandom().nextLong(1L << SEED_BITS) : seed;
    System.err.println("The seed is %d.".formatted(chosen));
    var run =
        new ChaosRun(root, directory, new TimeFactor(timeFactor), chosen, new Voice(System.err));
    return mode.equals("random") ? run.random(rows, faults) : run.everyWrite();
  }
}
