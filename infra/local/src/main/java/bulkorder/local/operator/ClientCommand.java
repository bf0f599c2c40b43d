package bulkorder.local.operator;

import bulkorder.local.SignIn;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code infra/client}. The script of that name starts it. */
@Command(
    name = "infra/client",
    synopsisSubcommandLabel = "COMMAND",
    description = "What administrators settle of clients, over the HTTP API.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nThe token is an administrator's, from the environment (BULKORDER_TOKEN) or a file. Against a running",
      "infra/run, --issuer gets one. infra/client COMMAND --help has more."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, or what was asked for was refused",
      "3:the API cannot be reached or failed, or the build failed"
    })
public final class ClientCommand implements Runnable {
  static final int DONE = 0;
  static final int REFUSED = 2;
  static final int NOT_REACHABLE = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--api",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The API, with /api/v1; the stack's output ApiUrl. Else BULKORDER_API.")
  private @Nullable URI api;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Holds the token. Else BULKORDER_TOKEN.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Gets a token from the issuer of infra/run, which believes everybody.")
  private @Nullable URI issuer;

  @Option(
      names = "--help",
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  ClientCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, System.getenv(), arguments));
  }

  /** Runs, and gives the command's exit status. */
  static int run(
      PrintStream out, PrintStream err, Map<String, String> environment, String... arguments) {
    return new CommandLine(new ClientCommand(out, err, environment)).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? COMMAND is missing.");
  }

  @Command(name = "create", description = "Creates a client; what is not said is as for everyone.")
  int create(
      @Parameters(paramLabel = "ID", description = "Lower-case letters, digits and dashes.")
          String id,
      @Mixin ClientTermsOptions terms) {
    return ask(clients -> show(clients.create(terms.wish().put("clientId", id))));
  }

  @Command(
      name = "change",
      description = "Changes a client; what is not said stays. Limits are replaced as a whole.")
  int change(
      @Parameters(paramLabel = "ID", description = "The client's id.") String id,
      @Mixin ClientTermsOptions terms) {
    return ask(clients -> show(clients.change(id, terms.wish())));
  }

  @Command(
      name = "disable",
      description = "Refuses a client its files and every change; it may still read.")
  int disable(@Parameters(paramLabel = "ID", description = "The client's id.") String id) {
    return ask(clients -> show(clients.act(id, "disable")));
  }

  @Command(name = "enable", description = "Lets a client import and call again.")
  int enable(@Parameters(paramLabel = "ID", description = "The client's id.") String id) {
    return ask(clients -> show(clients.act(id, "enable")));
  }

  @Command(name = "show", description = "Shows a client.")
  int show(
      @Parameters(paramLabel = "ID", description = "The client's id.") String id,
      @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
    return ask(
        clients -> {
          JsonNode client = clients.find(id);
          return json ? print(List.of(client.toString())) : show(client);
        });
  }

  @Command(name = "list", description = "Lists all clients in the sequence of their ids.")
  int list(
      @Option(names = "--json", description = "Print each as JSON, one a line.") boolean json) {
    return ask(
        clients ->
            print(
                clients.all().stream()
                    .map(client -> json ? client.toString() : ClientText.line(client))
                    .toList()));
  }

  /** Asks the API and gives the exit status. */
  private interface Asking {
    int of(ClientsApi clients) throws NotReachableException, RefusedException, InterruptedException;
  }

  private int ask(Asking asking) {
    try {
      return asking.of(new ClientsApi(api(), token()));
    } catch (RefusedException refused) {
      err.println("infra/client: " + refused.getMessage());
      return REFUSED;
    } catch (NotReachableException unreachable) {
      err.println("infra/client: " + unreachable.getMessage());
      return NOT_REACHABLE;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return NOT_REACHABLE;
    }
  }

  private URI api() throws RefusedException {
    if (api != null) {
      return api;
    }
    String configured = environment.get("BULKORDER_API");
    if (configured == null) {
      throw new RefusedException("Where is the API? Say --api URL, or set BULKORDER_API.");
    }
    return URI.create(configured);
  }

  private String token() throws RefusedException, NotReachableException, InterruptedException {
    if (issuer != null) {
      return issued(issuer);
    }
    if (tokenFile != null) {
      return read(tokenFile);
    }
    String configured = environment.get("BULKORDER_TOKEN");
    if (configured == null) {
      throw new RefusedException(
          "Who calls? Say --token-file FILE, or set BULKORDER_TOKEN to an administrator's token.");
    }
    return configured.strip();
  }

  private static String issued(URI issuer) throws NotReachableException, InterruptedException {
    try {
      return new SignIn(issuer).forAdministration();
    } catch (IOException _) {
      throw new NotReachableException("%s gives no token.".formatted(issuer));
    }
  }

  private static String read(Path file) throws RefusedException {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      throw new RefusedException("The token cannot be read from %s.".formatted(file));
    }
  }

  private int show(JsonNode client) {
    return print(ClientText.of(client));
  }

  private int print(List<String> lines) {
    lines.forEach(out::println);
    return DONE;
  }
}
