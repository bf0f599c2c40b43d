package bulkorder.local.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code infra/bench}. The script of that name starts it, with the system property
 * {@code bulkorder.root} (the checkout).
 */
@Command(
    name = "infra/bench",
    synopsisSubcommandLabel = "NAME",
    description =
        "Runs a benchmark on this machine and prints what it measured, and whether each target is met.",
    commandListHeading = "%nBenchmarks:%n",
    footer = "%ninfra/bench NAME --help has the options of one.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it ran, whether or not each target is met",
      "1:it did not run to its end",
      "2:wrong usage",
      "3:there is no JDK or Maven, or the build failed",
      "130:stopped by Ctrl-C"
    },
    subcommands = {
      ImportBenchmark.class,
      PipelineBenchmark.class,
      MailBenchmark.class,
      ApiBenchmark.class,
      ColdBenchmark.class,
      CostBenchmark.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private BenchCommand() {}

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark? NAME is missing.");
  }
}
