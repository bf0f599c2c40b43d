package bulkorder.local.operator;

import java.io.PrintStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which function an operator's command asks, and what its answers come to for the exit status. */
final class FunctionOptions {
  static final int REFUSED = 2;
  static final int NOT_REACHABLE = 3;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The function's name or ARN; on this machine it need not be said.")
  private @Nullable String name;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where Lambda is, as infra/run prints it; without it, AWS.")
  private @Nullable URI endpoint;

  @Option(
      names = "--help",
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final String command;
  private final String nameInTemplate;

  /**
   * Of a command.
   *
   * @param command as people call it
   * @param nameInTemplate the function's logical id, which is its name on this machine
   */
  FunctionOptions(String command, String nameInTemplate) {
    this.command = command;
    this.nameInTemplate = nameInTemplate;
  }

  /** Asks the function, and gives the exit status. */
  interface Asking {
    int of(OperationsFunction function)
        throws NotReachableException, RefusedException, InterruptedException;
  }

  /** The exit status of what is asked, or that of its failure, which is told. */
  int ask(PrintStream err, Asking asking) {
    try {
      return asking.of(new OperationsFunction(endpoint, name == null ? nameInTemplate : name));
    } catch (RefusedException refused) {
      err.println(command + ": " + refused.getMessage());
      return REFUSED;
    } catch (NotReachableException unreachable) {
      err.println(command + ": " + unreachable.getMessage());
      return NOT_REACHABLE;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return NOT_REACHABLE;
    }
  }
}
