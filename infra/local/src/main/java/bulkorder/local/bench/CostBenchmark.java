package bulkorder.local.bench;

import bulkorder.local.LocalOptions;
import bulkorder.local.Packaging;
import bulkorder.local.template.Template;
import bulkorder.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a bill would count. */
@Command(
    name = "cost",
    description = {
      "What 1,000 orders use of what AWS puts on a bill: milliseconds and memory of each function as a native executable, requests "
          + "to SQS, S3 and SES, bytes of logs and of the ledger, and Postgres's processor time for each chunk. infra/COST.md is "
          + "written from it.",
      "Takes about 2 minutes with 10,000 rows, and much longer where the executables have to be built first (see infra/package)."
    },
    sortOptions = false)
final class CostBenchmark extends Benchmark {
  private static final int ROWS_MIN = 1_000;
  private static final int ROWS_MAX = 1_000_000;
  private static final int WARM_UP_ROWS = 5_000;
  private static final Duration REPORTS_MAX = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final double MEGABYTES_PER_GIGABYTE = 1024;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double BYTES_PER_KILOBYTE = 1000;

  /** With less a function has less of a processor, in proportion, as AWS documents its memory. */
  private static final double MEGABYTES_OF_A_PROCESSOR = 1769;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rows",
      defaultValue = "10000",
      description = "Rows of the file: 1,000 to 1,000,000, by default 10,000.")
  private int rows;

  @Option(
      names = "--provider-millis",
      defaultValue = "200",
      paramLabel = "MILLIS",
      description =
          "How long the payment provider takes for each charge, by default 200 ms: the payment function waits, and waiting costs.")
  private int providerMillis;

  private final RequestCounts requests = new RequestCounts();
  private final InvocationTimes invocations = new InvocationTimes();

  /** What is counted up all the time. */
  private record Totals(
      Map<String, Long> requests,
      CpuTimes processors,
      long ledgerLogBytes,
      long ledgerBytes,
      long logBytes) {}

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    if (rows < ROWS_MIN || rows > ROWS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--rows must be %d to %d".formatted(ROWS_MIN, ROWS_MAX));
    }
    workbench.say("Starting, and warming up with %,d rows …".formatted(WARM_UP_ROWS));
    try (var system = PipelineSystem.watched(workbench, this::watched)) {
      awaitReports(system, system.run(system.orders(WARM_UP_ROWS), PipelineSystem.CLIENT));
      system.setProviderLatency(Duration.ofMillis(providerMillis));
      system.ledger().settle();
      workbench.say("%,d rows".formatted(rows));
      invocations.forget();
      var before = totals(system);
      var run = system.run(system.orders(rows), PipelineSystem.CLIENT);
      awaitReports(system, run);
      var after = totals(system);
      var findings = new Findings();
      var processors = after.processors().since(before.processors());
      add(template(workbench), processors, findings);
      addPostgres(processors, system.ledger().chunks(run.batchId()), findings);
      add(before, after, findings);
      return findings.report("cost", setting(system));
    }
  }

  private LocalOptions watched(LocalOptions options) {
    var aws = options.aws();
    return options
        .in(Packaging.NATIVE)
        .with(invocations)
        .on(
            (data, credentials, mailbox, objects) ->
                new CountedServices(aws.start(data, credentials, mailbox, objects), requests));
  }

  private static void awaitReports(PipelineSystem system, RunRecord run)
      throws SQLException, InterruptedException {
    UUID batchId = run.batchId();
    long giveUp = System.nanoTime() + REPORTS_MAX.toNanos();
    while (!system.ledger().hasReports(batchId)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("batch %s got no reports".formatted(batchId));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private Totals totals(PipelineSystem system) throws IOException, SQLException {
    return new Totals(
        requests.now(),
        system.cpuTimes(),
        system.ledger().logBytes(),
        system.ledger().sizeBytes(),
        logBytes(system.addresses().logs()));
  }

  private static long logBytes(Path directory) throws IOException {
    try (var logs = Files.list(directory)) {
      return logs.mapToLong(log -> log.toFile().length()).sum();
    }
  }

  private static Template template(Workbench workbench) throws IOException {
    return TemplateReader.read(workbench.root().resolve("template.yaml"));
  }

  private void add(Template template, CpuTimes processors, Findings findings) {
    invocations
        .now()
        .forEach(
            (function, time) ->
                add(
                    function,
                    Objects.requireNonNull(template.functions().get(function)).memoryMegabytes(),
                    time,
                    processors.seconds().getOrDefault(function, 0.0),
                    findings));
  }

  private void add(
      String function,
      int megabytes,
      InvocationTimes.Time time,
      double processorSeconds,
      Findings findings) {
    findings.add(
        function + "Invocations",
        function + ": invocations",
        Unit.COUNT,
        (double) time.invocations());
    findings.add(
        function + "ClockedMillis",
        function + ": clocked here per 1,000 orders",
        Unit.MILLISECONDS,
        perThousand((double) time.billedMillis()));
    findings.add(
        function + "ProcessorMillis",
        function + ": processor time in that",
        Unit.MILLISECONDS,
        perThousand(MILLIS_PER_SECOND * processorSeconds));
    double slower = Math.max(1, MEGABYTES_OF_A_PROCESSOR / megabytes);
    double billedSeconds =
        time.billedMillis() / MILLIS_PER_SECOND + processorSeconds * (slower - 1);
    findings.add(
        function + "GigabyteSeconds",
        function
            + ": GB-seconds per 1,000 orders with the %,d MB of the template".formatted(megabytes),
        Unit.FRACTION,
        perThousand(megabytes / MEGABYTES_PER_GIGABYTE * billedSeconds));
    findings.add(
        function + "Megabytes",
        function + ": resident at most",
        Unit.MEGABYTES,
        time.peakMegabytes());
  }

  private static void addPostgres(CpuTimes processors, int chunks, Findings findings) {
    double seconds = Objects.requireNonNull(processors.seconds().get(MachineLoad.POSTGRES));
    findings.add(
        "postgresMillisPerChunk",
        "Postgres: processor time for each of %,d chunks".formatted(chunks),
        Unit.MILLISECONDS,
        MILLIS_PER_SECOND * seconds / chunks);
  }

  private void add(Totals before, Totals after, Findings findings) {
    after
        .requests()
        .forEach(
            (kind, count) ->
                findings.add(
                    kind.replace(" ", ""),
                    kind + " requests per 1,000 orders",
                    Unit.FRACTION,
                    perThousand((double) (count - before.requests().getOrDefault(kind, 0L)))));
    findings.add(
        "postgresLogKilobytes",
        "Postgres: log of changes per 1,000 orders",
        Unit.KILOBYTES,
        perThousand((after.ledgerLogBytes() - before.ledgerLogBytes()) / BYTES_PER_KILOBYTE));
    findings.add(
        "ledgerKilobytes",
        "Postgres: growth on disk per 1,000 orders",
        Unit.KILOBYTES,
        perThousand((after.ledgerBytes() - before.ledgerBytes()) / BYTES_PER_KILOBYTE));
    findings.add(
        "logKilobytes",
        "functions' logs per 1,000 orders",
        Unit.KILOBYTES,
        perThousand((after.logBytes() - before.logBytes()) / BYTES_PER_KILOBYTE));
  }

  private double perThousand(double value) {
    return 1000 * value / rows;
  }

  private String setting(PipelineSystem system) throws SQLException {
    return "a file of %,d orders, a payment provider of %d ms, one process of each function on %d processors; %s"
        .formatted(
            rows,
            providerMillis,
            Runtime.getRuntime().availableProcessors(),
            system.ledger().setting());
  }
}
