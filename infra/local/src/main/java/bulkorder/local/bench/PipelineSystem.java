package bulkorder.local.bench;

import bulkorder.local.Addresses;
import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.cli.FileDrop;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** The whole system, one process of each function, without a limit on mails. */
final class PipelineSystem implements AutoCloseable {
  /** Whose files are measured. */
  static final String CLIENT = "demo";

  /** Far above what one process sends: what is measured is not the limit on mails. */
  static final int MAILS_PER_SECOND_MAX = 100_000;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final List<String> OF_THE_PIPELINE =
      List.of(
          "ImportFunction",
          "OrderFunction",
          "PaymentFunction",
          "NotifyFunction",
          "ReportsFunction");

  private final Workbench workbench;
  private final LocalSystem system;
  private final Queue<String> problems;
  private final FileDrop drop;
  private final Ledger ledger;
  private final PipelineLedger batches;
  private final MachineLoad load;
  private int files;
  private int seed;

  private PipelineSystem(
      Workbench workbench, LocalSystem system, Queue<String> problems, FileDrop drop, Ledger ledger)
      throws SQLException, IOException {
    this.workbench = workbench;
    this.system = system;
    this.problems = problems;
    this.drop = drop;
    this.ledger = ledger;
    this.batches = new PipelineLedger(ledger.connection());
    this.load = new MachineLoad(system, ProcessTimes.of(batches.backendId()).parentId());
  }

  /**
   * Returns when the functions that a file goes through are ready.
   *
   * @param javaOptions of their processes, beside those of the template; where both say something,
   *     these count
   */
  static PipelineSystem start(Workbench workbench, String javaOptions)
      throws IOException, SQLException, InterruptedException {
    return start(workbench, options -> options.running(it -> asMeasured(it, javaOptions)));
  }

  /** The same with what else is to be different. */
  static PipelineSystem watched(Workbench workbench, UnaryOperator<LocalOptions> difference)
      throws IOException, SQLException, InterruptedException {
    return start(workbench, options -> difference.apply(options.running(it -> asMeasured(it, ""))));
  }

  private static PipelineSystem start(Workbench workbench, UnaryOperator<LocalOptions> difference)
      throws IOException, SQLException, InterruptedException {
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    var system = workbench.systemWith(problems::add, difference);
    try {
      system.lambda().prewarm(OF_THE_PIPELINE);
      var at = system.addresses();
      return new PipelineSystem(workbench, system, problems, new FileDrop(at), Ledger.of(at));
    } catch (IOException | SQLException | InterruptedException | RuntimeException failure) {
      system.close();
      throw failure;
    }
  }

  private static Template asMeasured(Template template, String javaOptions) {
    var changed = template.withParameter("MailRate", Integer.toString(MAILS_PER_SECOND_MAX));
    for (var function : OF_THE_PIPELINE) {
      changed = changed.withVariable(function, "JDK_JAVA_OPTIONS", javaOptions);
    }
    return changed;
  }

  Addresses addresses() {
    return system.addresses();
  }

  Ledger ledger() {
    return ledger;
  }

  CpuTimes cpuTimes() throws IOException {
    return load.now();
  }

  /** Tells what is done now. */
  void say(String sentence) {
    workbench.say(sentence);
  }

  /** A file of orders that no other file has. */
  Path orders(int count) throws IOException, InterruptedException {
    return workbench.orders(count, ++seed);
  }

  /** Uploads a file, and gives its key. */
  String drop(Path file, String client) throws IOException {
    String key = "incoming/%s/%d-%s".formatted(client, ++files, file.getFileName());
    drop.put(file, key);
    return key;
  }

  /** Waits until so many rows of a file's batch have ended, or all. */
  void awaitRows(String key, int rows) throws SQLException, InterruptedException {
    batches.awaitRows(key, rows, this::sayRowsEnded);
  }

  /**
   * Waits until a file's batch has ended.
   *
   * @throws IllegalStateException if not all went well at the first attempt
   */
  RunRecord awaitEnd(String key) throws SQLException, InterruptedException {
    var batchId = batches.awaitRows(key, Integer.MAX_VALUE, this::sayRowsEnded);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the run failed: " + problems);
    }
    return batches.record(batchId);
  }

  RunRecord run(Path file, String client) throws IOException, SQLException, InterruptedException {
    return awaitEnd(drop(file, client));
  }

  /** Makes the payment provider take so long for each charge from now on. */
  void setProviderLatency(Duration latency) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var body = "{\"latency_ms\":%d}".formatted(latency.toMillis());
      var request =
          HttpRequest.newBuilder(system.addresses().payments().resolve("/behaviour"))
              .timeout(ANSWER_MAX)
              .PUT(BodyPublishers.ofString(body))
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("the payment provider answered %d to %s".formatted(status, body));
      }
    }
  }

  private void sayRowsEnded(int rowsEnded) {
    workbench.sayNowAndThen("  %,d rows ended".formatted(rowsEnded));
  }

  @Override
  public void close() throws SQLException {
    drop.close();
    ledger.close();
    system.close();
  }
}
