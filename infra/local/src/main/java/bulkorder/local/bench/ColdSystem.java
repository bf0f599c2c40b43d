package bulkorder.local.bench;

import bulkorder.local.LocalSystem;
import bulkorder.local.Packaging;
import bulkorder.local.SignIn;
import bulkorder.local.cli.DemoClient;
import bulkorder.local.cli.FileDrop;
import bulkorder.local.lambda.InvocationResult;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The way of a file through the functions, each of which may begin anew. */
final class ColdSystem implements AutoCloseable {
  static final String HTTP_FUNCTION = "StatusFunction";
  private static final String SCHEMA = "SchemaFunction";

  /** Those that a file needs. */
  private static final Set<String> OF_A_FILE =
      Set.of(
          "ImportFunction",
          "OrderFunction",
          "PaymentFunction",
          "NotifyFunction",
          "ReportsFunction",
          "AnnouncementsFunction");

  /** Each with the module that it is built from, in the sequence in which they are shown. */
  static final Map<String, String> MODULES = modules();

  private static final int FILE_ROWS = 100;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration QUIET = Duration.ofMillis(300);

  /** It is written to the ledger and sent on. */
  private static final String ORDER =
      """
      {"orderReference": "COLD-%d", "customerName": "髙橋 美咲", "customerEmail": "misaki@example.com",
       "productCode": "TEA-01", "quantity": 2, "unitPrice": 1980, "paymentMethod": "tok_visa"}
      """;

  private final Workbench workbench;
  private final LocalSystem system;
  private final ColdWatch watch;
  private final Queue<String> problems;
  private final FileDrop drop;
  private final Ledger ledger;
  private final PipelineLedger batches;
  private final HttpClient http = HttpClient.newHttpClient();
  private int files;

  private ColdSystem(
      Workbench workbench, LocalSystem system, ColdWatch watch, Queue<String> problems)
      throws SQLException {
    this.workbench = workbench;
    this.system = system;
    this.watch = watch;
    this.problems = problems;
    this.drop = new FileDrop(system.addresses());
    this.ledger = Ledger.of(system.addresses());
    this.batches = new PipelineLedger(ledger.connection());
  }

  private static Map<String, String> modules() {
    Map<String, String> modules = new LinkedHashMap<>();
    modules.put("ImportFunction", "import-function");
    modules.put("ReportsFunction", "import-function");
    modules.put("OrderFunction", "order-function");
    modules.put("PaymentFunction", "payment-function");
    modules.put("NotifyFunction", "notify-function");
    modules.put("AnnouncementsFunction", "notify-function");
    modules.put(HTTP_FUNCTION, "status-function");
    modules.put(SCHEMA, "infra/schema");
    return modules;
  }

  /** Starts it with functions of one form, and lets each work once. */
  static ColdSystem start(Workbench workbench, Packaging packaging)
      throws IOException, SQLException, InterruptedException {
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    var watch = new ColdWatch();
    var system =
        workbench.systemWith(
            problems::add,
            options ->
                options
                    .in(packaging)
                    .running(template -> template.withOnly(MODULES.keySet()))
                    .with(watch));
    try {
      var started = new ColdSystem(workbench, system, watch, problems);
      // Whose batches nobody is told of need no function that tells.
      DemoClient.setUp(system.addresses());
      started.work(FILE_ROWS);
      return started;
    } catch (IOException | SQLException | InterruptedException | RuntimeException failure) {
      system.close();
      throw failure;
    }
  }

  /** Ends all processes, and has each function start again for a piece of its work, one by one. */
  Map<String, ColdStart> coldStarts() throws IOException, SQLException, InterruptedException {
    endProcesses();
    watch.begin();
    try {
      work(FILE_ROWS);
    } finally {
      watch.end();
    }
    return watch.starts();
  }

  /** The most that each function's new process has resident while a file of so many rows runs. */
  Map<String, Double> peakMegabytes(int rows)
      throws IOException, SQLException, InterruptedException {
    endProcesses();
    work(rows);
    Map<String, Double> peaks = new LinkedHashMap<>();
    for (var function : MODULES.keySet()) {
      for (long processId : system.lambda().processIds(function)) {
        peaks.merge(function, ProcessMemory.peakMegabytes(processId), Math::max);
      }
    }
    return peaks;
  }

  private void endProcesses() throws InterruptedException {
    for (var function : MODULES.keySet()) {
      for (long processId : system.lambda().processIds(function)) {
        ProcessHandle.of(processId).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    await(
        "every process ends",
        () -> MODULES.keySet().stream().allMatch(it -> system.lambda().processIds(it).isEmpty()));
  }

  /** All functions have worked when this returns, and nothing is on its way. */
  private void work(int rows) throws IOException, SQLException, InterruptedException {
    var file = workbench.orders(rows, ++files);
    String key = "incoming/demo/%d-%s".formatted(files, file.getFileName());
    drop.put(file, key);
    batches.awaitRows(key, Integer.MAX_VALUE, _ -> {});
    await(
        "every function of a file works on it",
        () -> OF_A_FILE.stream().noneMatch(it -> system.lambda().processIds(it).isEmpty()));
    awaitQuiet();
    caller().post("/api/v1/orders", ORDER.formatted(files));
    awaitQuiet();
    var result = system.lambda().invoke(SCHEMA, "{}");
    if (!(result instanceof InvocationResult.Succeeded)) {
      throw new IllegalStateException("the schema function failed: " + result);
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the run failed: " + problems);
    }
  }

  private ApiCaller caller() throws IOException, InterruptedException {
    String token = new SignIn(system.addresses()).forClient("demo");
    return new ApiCaller(http, system.addresses().api(), token);
  }

  /** Nothing is worked on for a moment. */
  private void awaitQuiet() throws InterruptedException {
    long quietSince = System.nanoTime();
    long begin = quietSince;
    while (System.nanoTime() - quietSince < QUIET.toNanos()) {
      Thread.sleep(BETWEEN_LOOKS);
      if (!watch.isIdle()) {
        quietSince = System.nanoTime();
      }
      if (System.nanoTime() - begin > LONG_ENOUGH.toNanos()) {
        throw new IllegalStateException("the functions do not come to rest");
      }
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > LONG_ENOUGH.toNanos()) {
        throw new IllegalStateException("this takes too long: " + what);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  @Override
  public void close() throws SQLException {
    http.close();
    drop.close();
    ledger.close();
    system.close();
  }
}
