package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code infra/audit}. The script of that name starts it. */
@Command(
    name = "infra/audit",
    synopsisSubcommandLabel = "COMMAND",
    description = "What operators do with the audit trail, on AWS or against a running infra/run.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nOn AWS, credentials and region are those that the AWS SDK finds (environment, profile, role);",
      "the function's name is an output of the stack. infra/audit COMMAND --help has more."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything holds",
      "1:something was changed, removed or put in",
      "2:wrong usage, or what was asked for was refused",
      "3:the function cannot be reached or failed, or the build failed"
    })
public final class AuditCommand implements Runnable {
  static final int HOLDS = 0;
  static final int DOES_NOT_HOLD = 1;

  private static final Duration PROGRESS_AFTER = Duration.ofSeconds(1);
  private static final Pattern WITNESS = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  private final FunctionOptions function = new FunctionOptions("infra/audit", "AuditFunction");

  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;

  AuditCommand(PrintStream out, PrintStream err, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /** Runs, and gives the command's exit status. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    return run(out, err, InstantSource.system(), arguments);
  }

  static int run(PrintStream out, PrintStream err, InstantSource clock, String... arguments) {
    return new CommandLine(new AuditCommand(out, err, clock)).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? COMMAND is missing.");
  }

  @Command(
      name = "verify",
      description = {
        "Hashes all sealed audit events anew, those of the ledger and those of dropped months in the",
        "archive, and compares with what was sealed. It prints the last block with its hash: kept",
        "elsewhere, and given next time as --expect, it shows a chain that was made anew as a whole."
      })
  int verify(
      @Option(
              names = "--after",
              paramLabel = "BLOCK",
              defaultValue = "0",
              description = "Begin after this block, which is trusted.")
          long after,
      @Option(
              names = "--expect",
              paramLabel = "BLOCK:HASH",
              description = "A block and its hash, as an earlier run printed them.")
          @Nullable String expected) {
    return function.ask(
        err, audit -> witness(audit, expected) && chain(audit, after) ? HOLDS : DOES_NOT_HOLD);
  }

  private boolean witness(OperationsFunction audit, @Nullable String expected)
      throws NotReachableException, RefusedException, InterruptedException {
    if (expected == null) {
      return true;
    }
    var witness = WITNESS.matcher(expected);
    if (!witness.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--expect must be BLOCK:HASH, as an earlier run printed it.");
    }
    String hash = ask(audit, "block", witness.group(1)).path("hash").asText();
    if (hash.equals(witness.group(2))) {
      return true;
    }
    out.printf(
        "THE CHAIN DOES NOT HOLD: block %s has the hash %s, and %s is expected.%n",
        witness.group(1), hash, witness.group(2));
    return false;
  }

  private boolean chain(OperationsFunction audit, long after)
      throws NotReachableException, RefusedException, InterruptedException {
    Instant begin = clock.instant();
    var result = new Verification(after);
    do {
      if (clock.instant().isAfter(begin.plus(PROGRESS_AFTER))) {
        err.println(result.progress());
      }
      result.add(ask(audit, "verify", Long.toString(result.lastBlock())));
    } while (!result.done());
    result.lines().forEach(out::println);
    return result.holds();
  }

  private static JsonNode ask(OperationsFunction audit, String operation, String block)
      throws NotReachableException, RefusedException, InterruptedException {
    return audit.ask(Map.of("operation", operation, "block", block));
  }
}
