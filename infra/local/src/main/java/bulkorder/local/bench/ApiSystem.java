package bulkorder.local.bench;

import bulkorder.local.LocalSystem;
import bulkorder.local.SignIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The API alone, on a ledger that is full: nothing is imported, charged or mailed meanwhile. */
final class ApiSystem implements AutoCloseable {
  static final String FUNCTION = "StatusFunction";

  private static final Set<String> FUNCTIONS = Set.of("SchemaFunction", FUNCTION);
  private static final String ORDER =
      """
      {"orderReference": "FIRST-1", "customerName": "髙橋 美咲", "customerEmail": "misaki@example.com",
       "productCode": "TEA-01", "quantity": 2, "unitPrice": 1980, "paymentMethod": "tok_visa"}
      """;

  private final LocalSystem system;
  private final HttpClient http;
  private final SignIn signIn;
  private final Ledger ledger;
  private final MachineLoad load;
  private final Queue<String> problems;

  private ApiSystem(LocalSystem system, Ledger ledger, Queue<String> problems)
      throws IOException, SQLException {
    this.system = system;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.signIn = new SignIn(system.addresses());
    this.ledger = ledger;
    long backend = new PipelineLedger(ledger.connection()).backendId();
    this.load = new MachineLoad(system, ProcessTimes.of(backend).parentId());
    this.problems = problems;
  }

  /**
   * Starts it and fills the ledger.
   *
   * @param copies processes of the function at most
   */
  static ApiSystem start(Workbench workbench, int copies)
      throws IOException, SQLException, InterruptedException {
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    var system =
        workbench.system(
            template -> template.withOnly(FUNCTIONS),
            copies,
            problem -> {
              workbench.say(problem);
              problems.add(problem);
            });
    try {
      var started = new ApiSystem(system, Ledger.of(system.addresses()), problems);
      for (var client : List.of("demo", "acme")) {
        started.caller(client).post("/api/v1/orders", ORDER);
      }
      started.content().fill();
      return started;
    } catch (IOException | SQLException | InterruptedException | RuntimeException failure) {
      system.close();
      throw failure;
    }
  }

  /** Somebody who does all that one client's people do. */
  ApiCaller caller(String client) throws IOException, InterruptedException {
    return new ApiCaller(http, system.addresses().api(), signIn.forClient(client));
  }

  /** An administrator who may call as often as that client: those of no client may not. */
  ApiCaller administrator() throws IOException, InterruptedException {
    return new ApiCaller(http, system.addresses().api(), signIn.forAdministratorOf("demo"));
  }

  Ledger ledger() {
    return ledger;
  }

  ApiLedger content() {
    return new ApiLedger(ledger.connection());
  }

  CpuTimes cpuTimes() throws IOException {
    return load.now();
  }

  /**
   * Looks whether all went well.
   *
   * @throws IllegalStateException if not
   */
  void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the run failed: " + problems);
    }
  }

  @Override
  public void close() throws SQLException {
    http.close();
    ledger.close();
    system.close();
  }
}
