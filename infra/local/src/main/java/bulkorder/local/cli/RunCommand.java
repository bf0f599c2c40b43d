package bulkorder.local.cli;

import bulkorder.local.Packaging;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The command {@code infra/run}. The script of that name starts it, with the system properties
 * {@code bulkorder.root} (the checkout) and {@code bulkorder.terminal} (whether stderr is one).
 */
@Command(
    name = "infra/run",
    description =
        "Runs the whole system on this machine, imports the files and shows what becomes of them.",
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every row of every file has reached an end; in a dry run: no row is bad",
      "1:a file was refused or cannot be read, or a row has no end; in a dry run: a row is bad",
      "2:wrong usage",
      "3:there is no JDK or Maven, or the build failed",
      "130:stopped by Ctrl-C"
    })
public final class RunCommand implements Callable<Integer> {
  private static final String CLIENT_ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

  @Option(names = "--once", description = "End when all files have ended.")
  private boolean once;

  @Option(
      names = "--json",
      description = "Make the last line of stdout a JSON object; all else goes to stderr.")
  private boolean json;

  @Option(names = "--fresh", description = "Begin without the data of earlier runs.")
  private boolean fresh;

  @Option(
      names = "--native",
      description =
          "Run the functions as native executables, as they are deployed; builds those that are missing or stale, "
              + "which takes minutes and a GraalVM 25 (see infra/package --help).")
  private boolean isNative;

  @Option(
      names = "--client",
      paramLabel = "ID",
      defaultValue = "demo",
      description = "The client whose files these are: ${DEFAULT-VALUE}, or acme.")
  private String client = "demo";

  @Mixin private final FileOptions fileOptions = new FileOptions();

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Parameters(paramLabel = "FILE", description = "Files of orders.")
  private List<Path> files = List.of();

  private final AtomicBoolean interrupted = new AtomicBoolean();

  private RunCommand() {}

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RunCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws ReflectiveOperationException {
    var main = Thread.currentThread();
    Interrupts.onFirst(
        () -> {
          interrupted.set(true);
          main.interrupt();
        });
    int status = attempt();
    if (interrupted.get()) {
      System.err.println("Stopped; nothing is left running.");
      return ExitStatus.INTERRUPTED;
    }
    return status;
  }

  private int attempt() {
    try {
      return usable() ? session().run(files) : ExitStatus.FAILED;
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    } catch (IOException | SdkException | IllegalStateException failure) {
      if (!interrupted.get()) {
        System.err.println("infra/run: " + failure.getMessage());
      }
      return ExitStatus.FAILED;
    }
  }

  /** Whether there is something to start for; says what is wrong if there is not. */
  private boolean usable() {
    if (!client.matches(CLIENT_ID)) {
      System.err.println("infra/run: " + client + " cannot be a client's id");
      return false;
    }
    for (var file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        System.err.println("infra/run: there is no file " + file + " that can be read");
        return false;
      }
    }
    return true;
  }

  private Session session() {
    PrintStream people = json ? System.err : System.out;
    return new Session(
        Path.of(System.getProperty("bulkorder.root", ".")).toAbsolutePath().normalize(),
        client,
        fileOptions.metadata(),
        isNative ? Packaging.NATIVE : Packaging.JVM,
        once ? Session.End.WITH_THE_FILES : Session.End.AT_CTRL_C,
        fresh ? Session.OldData.DELETE : Session.OldData.KEEP,
        people,
        json ? List.of(System.out) : List.of());
  }
}
