package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code infra/keys}. The script of that name starts it. */
@Command(
    name = "infra/keys",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "What operators do with the keys of personal fields, on AWS or against a running infra/run.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nOn AWS, credentials and region are those that the AWS SDK finds (environment, profile, role);",
      "the function's name is an output of the stack. infra/keys COMMAND --help has more."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, or what was asked for was refused",
      "3:the function cannot be reached or failed, or the build failed"
    })
public final class KeysCommand implements Runnable {
  static final int DONE = 0;

  private static final Duration PROGRESS_AFTER = Duration.ofSeconds(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final FunctionOptions function = new FunctionOptions("infra/keys", "KeysFunction");

  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;

  KeysCommand(PrintStream out, PrintStream err, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, InstantSource.system(), arguments));
  }

  /** Runs, and gives the command's exit status. */
  static int run(PrintStream out, PrintStream err, InstantSource clock, String... arguments) {
    return new CommandLine(new KeysCommand(out, err, clock)).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? COMMAND is missing.");
  }

  @Command(
      name = "status",
      description = "Tells which master keys wrap data keys: how many, of how many clients.")
  int status() {
    return function.ask(
        err,
        keys -> {
          KeysText.of(keys.ask(Map.of("operation", "status"))).forEach(out::println);
          return DONE;
        });
  }

  @Command(
      name = "rewrap",
      description = {
        "Has the present master key wrap all data keys that another one wraps; what is",
        "encrypted under them stays as it is. It can be interrupted, and called again,",
        "at any time. Once it is done, former master keys are needed for backups of the",
        "ledger alone."
      })
  int rewrap(
      @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it.")
          String by) {
    return function.ask(err, keys -> rewrap(keys, by));
  }

  private int rewrap(OperationsFunction keys, String by)
      throws NotReachableException, RefusedException, InterruptedException {
    Instant begin = clock.instant();
    long dataKeys = 0;
    String last = "0";
    JsonNode answer;
    do {
      if (clock.instant().isAfter(begin.plus(PROGRESS_AFTER))) {
        err.printf("%,d data keys are wrapped anew so far.%n", dataKeys);
      }
      answer = keys.ask(Map.of("operation", "rewrap", "by", by, "after", last));
      dataKeys += answer.path("dataKeys").asLong();
      last = answer.path("lastDataKeyId").asText();
    } while (!answer.path("done").asBoolean());
    out.printf(
        "%,d data keys are wrapped anew; %s wraps all of them now.%n",
        dataKeys, answer.path("present").asText());
    return DONE;
  }
}
