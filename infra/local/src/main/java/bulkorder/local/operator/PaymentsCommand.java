package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code infra/payments}. The script of that name starts it. */
@Command(
    name = "infra/payments",
    synopsisSubcommandLabel = "COMMAND",
    description = "What operators do with payments, on AWS or against a running infra/run.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nOn AWS, credentials and region are those that the AWS SDK finds (environment, profile, role);",
      "the function's name is an output of the stack. infra/payments COMMAND --help has more."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; reconcile: all agree",
      "1:reconcile: there are differences",
      "2:wrong usage, or what was asked for was refused",
      "3:the function cannot be reached or failed, or the build failed"
    })
public final class PaymentsCommand implements Runnable {
  static final int DONE = 0;
  static final int DIFFERENCES = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  private final FunctionOptions function =
      new FunctionOptions("infra/payments", "PaymentOperationsFunction");

  private final PrintStream out;
  private final PrintStream err;

  PaymentsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /** Runs, and gives the command's exit status. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    return new CommandLine(new PaymentsCommand(out, err)).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? COMMAND is missing.");
  }

  @Command(name = "status", description = "Tells whether payments can be charged at present.")
  int status() {
    return ask(Map.of("operation", "status"), this::printState);
  }

  @Command(name = "stop", description = "Stops all charging, of all clients, at once.")
  int stop(
      @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it.")
          String by) {
    return ask(
        Map.of("operation", "stop", "by", by),
        answer -> printChange(answer, "Charging is stopped.", "Charging was stopped before."));
  }

  @Command(name = "start", description = "Allows charging again; what waited for it goes on.")
  int start(
      @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it.")
          String by) {
    return ask(
        Map.of("operation", "start", "by", by),
        answer -> printChange(answer, "Charging is allowed again.", "Charging was not stopped."));
  }

  @Command(
      name = "reconcile",
      description =
          "Compares a batch's file, its rows, our captured payments and the provider's own list.")
  int reconcile(
      @Parameters(paramLabel = "BATCH", description = "The id of the batch.") String batchId,
      @Option(names = "--json", description = "Print the answer as JSON.") boolean json,
      @Option(names = "--csv", description = "Print the answer as CSV.") boolean csv) {
    if (json && csv) {
      throw new ParameterException(spec.commandLine(), "--json and --csv exclude each other.");
    }
    return ask(
        Map.of("operation", "reconcile", "batchId", batchId),
        answer -> {
          if (json) {
            out.println(answer);
          } else {
            (csv ? ReconciliationCsv.of(answer) : ReconciliationText.of(answer))
                .forEach(out::println);
          }
          return answer.path("agrees").asBoolean() ? DONE : DIFFERENCES;
        });
  }

  @Command(
      name = "outcome",
      description =
          "Records what a person found out of a payment whose outcome is unknown: captured, or not-charged.")
  int outcome(
      @Parameters(paramLabel = "PAYMENT", description = "Our id of the payment.") String paymentId,
      @Parameters(paramLabel = "OUTCOME", description = "captured or not-charged.") String outcome,
      @Option(
              names = "--reference",
              paramLabel = "ID",
              description = "The provider's id of a captured payment.")
          @Nullable String reference,
      @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who found out.")
          String by) {
    Map<String, String> request =
        new HashMap<>(
            Map.of("operation", "outcome", "paymentId", paymentId, "outcome", outcome, "by", by));
    if (reference != null) {
      request.put("reference", reference);
    }
    return ask(
        request,
        answer -> {
          out.printf(
              "Recorded; %d rows of batch %s have followed.%n",
              answer.path("rows").asInt(), answer.path("batchId").asText());
          return DONE;
        });
  }

  /** Prints an answer and gives the exit status. */
  private interface Printing {
    int print(JsonNode answer);
  }

  private int ask(Map<String, String> request, Printing printing) {
    return function.ask(err, payments -> printing.print(payments.ask(request)));
  }

  private int printChange(JsonNode answer, String changed, String unchanged) {
    out.println(answer.path("changed").asBoolean() ? changed : unchanged);
    return printState(answer);
  }

  private int printState(JsonNode answer) {
    JsonNode state = answer.path("charging");
    out.println(
        state.path("stoppedSince").isNull()
            ? "Charging is allowed."
            : "Charging has been stopped since %s by %s; %d batches wait for it."
                .formatted(
                    state.path("stoppedSince").asText(),
                    state.path("stoppedBy").asText(),
                    state.path("batchesStopped").asLong()));
    out.println(
        state.path("downSince").isNull()
            ? "The payment provider answers."
            : "The payment provider has not answered since %s; %d batches wait for it."
                .formatted(state.path("downSince").asText(), state.path("batchesDown").asLong()));
    out.printf(
        "The provider is being asked for the outcome of %d payments.%n",
        state.path("unknown").asLong());
    return DONE;
  }
}
