package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast rows become orders, payments and mails. */
@Command(
    name = "pipeline",
    description = {
      "Rows of accepted files to their orders, payments and mails, by one process of each function, without a limit on mails: "
          + "throughput, a slow payment provider, small files, and two clients at once. Beside the throughput stands the same "
          + "work one call at a time.",
      "Takes about 5 minutes with 100,000 rows."
    },
    sortOptions = false)
final class PipelineBenchmark extends Benchmark {
  private static final int ROWS_MIN = 10_000;
  private static final int ROWS_MAX = 1_000_000;
  private static final int WARM_UP_ROWS = 20_000;

  /** The header is row 1. */
  private static final int FIRST_ROW = 2;

  private static final int OLD_WAY_WARM_UP_ROWS = 500;
  private static final int OLD_WAY_ROWS = 2_000;
  private static final int OLD_WAY_SLOW_ROWS = 50;
  private static final int SLOW_ROWS = 10_000;
  private static final Duration SLOW = Duration.ofMillis(200);
  private static final int SMALL_ROWS = 10;
  private static final int SMALL_FILES = 50;
  private static final int SMALL_WARM_UP_FILES = 10;
  private static final int OTHER_CLIENTS_ROWS = 100;

  private static final double ROWS_PER_SECOND_MIN = 2_000;
  private static final double LAST_TENTH_MIN = 0.85;
  private static final double SLOW_CHARGES_PER_SECOND_MIN = 100;
  private static final double SLOW_SECONDS_MAX = 120;
  private static final double SMALL_MILLISECONDS_MAX = 500;
  private static final double OTHER_CLIENT_SECONDS_MAX = 10;

  private static final String CLIENT = "demo";
  private static final String OTHER_CLIENT = "acme";

  /** What can be measured by itself. */
  enum Part {
    /** Many rows at once, and the same work one call at a time. */
    THROUGHPUT,
    /** Files of few rows, one after the other. */
    SMALL,
    /** A small file of one client while a large one of another runs. */
    FAIRNESS,
    /** A payment provider that takes its time. */
    SLOW
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rows",
      defaultValue = "100000",
      description = "Rows of the large files: 10,000 to 1,000,000, by default 100,000.")
  private int rows;

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "Measure these alone: ${COMPLETION-CANDIDATES}; by default all.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description =
          "More options for the functions' Java, to try them: they come after those of template.yaml.")
  private String javaOptions = "";

  private final List<Measurement> measurements = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private int seed;

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    if (rows < ROWS_MIN || rows > ROWS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--rows must be %d to %d".formatted(ROWS_MIN, ROWS_MAX));
    }
    workbench.say("Starting, and warming up with %,d rows …".formatted(WARM_UP_ROWS));
    try (var system = PipelineSystem.start(workbench, javaOptions)) {
      system.run(orders(workbench, WARM_UP_ROWS), CLIENT);
      for (var part : EnumSet.copyOf(parts)) {
        system.ledger().settle();
        switch (part) {
          case THROUGHPUT -> throughput(workbench, system);
          case SMALL -> small(workbench, system);
          case FAIRNESS -> fairness(workbench, system);
          case SLOW -> slow(workbench, system);
        }
      }
      return new Report("pipeline", setting(system), measurements, targets);
    }
  }

  private String setting(PipelineSystem system) throws SQLException {
    return "one process of each function, all on %d processors; Java %s, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            system.ledger().setting());
  }

  private Path orders(Workbench workbench, int count) throws IOException, InterruptedException {
    return workbench.orders(count, ++seed);
  }

  private void throughput(Workbench workbench, PipelineSystem system)
      throws IOException, SQLException, InterruptedException {
    workbench.say("Throughput: %,d rows".formatted(rows));
    var file = orders(workbench, rows);
    var before = system.cpuTimes();
    var run = system.run(file, CLIENT);
    var cpu = system.cpuTimes().since(before);
    workbench.say("  %,.0f orders a second".formatted(run.rowsPerSecond()));
    workbench.say("The old way: %,d orders".formatted(OLD_WAY_ROWS));
    system.ledger().settle();
    double oldSeconds;
    try (var old = OldWay.start(system.addresses())) {
      old.seconds(run.batchId(), FIRST_ROW, OLD_WAY_WARM_UP_ROWS);
      oldSeconds = old.seconds(run.batchId(), FIRST_ROW + OLD_WAY_WARM_UP_ROWS, OLD_WAY_ROWS);
    }
    double oldPerSecond = OLD_WAY_ROWS / oldSeconds;
    String all = "%,d rows: ".formatted(rows);
    add(
        "rowsPerSecond",
        all + "first chunk queued to last row ended",
        Unit.PER_SECOND,
        run.rowsPerSecond());
    add("seconds", all + "the same in seconds", Unit.SECONDS, run.seconds());
    measurements.add(
        new Measurement("tenths", all + "in each tenth", Unit.PER_SECOND, run.tenths()));
    add(
        "oldPerSecond",
        "one call at a time (%,d orders)".formatted(OLD_WAY_ROWS),
        Unit.PER_SECOND,
        oldPerSecond);
    add(
        "oldSeconds",
        "one call at a time, extrapolated to %,d rows".formatted(rows),
        Unit.SECONDS,
        rows / oldPerSecond);
    processors(run, cpu);
    targets.add(
        Target.atLeast(
            "rowsPerSecond",
            "orders a second, %,d rows".formatted(rows),
            Unit.PER_SECOND,
            run.rowsPerSecond(),
            ROWS_PER_SECOND_MIN));
    var tenths = run.tenths();
    targets.add(
        Target.atLeast(
            "lastTenth",
            "throughput of the last tenth to that of the first",
            Unit.TIMES,
            tenths.getLast() / tenths.getFirst(),
            LAST_TENTH_MIN));
    targets.add(
        Target.atLeast(
            "timesOld",
            "so many times as fast as one call at a time",
            Unit.TIMES,
            run.rowsPerSecond() / oldPerSecond,
            1));
  }

  /** From the upload on, so the import is among them. */
  private void processors(RunRecord run, CpuTimes cpu) {
    for (Map.Entry<String, Double> part : cpu.seconds().entrySet()) {
      if (part.getValue() > 0) {
        add(
            "cpu" + part.getKey().replaceAll("\\W", ""),
            "processor time, " + part.getKey(),
            Unit.SECONDS,
            part.getValue());
      }
    }
    add("cpu", "processor time, upload to end, all of these", Unit.SECONDS, cpu.total());
    add(
        "cpuOthers",
        "processor time, others on this machine",
        Unit.SECONDS,
        Math.max(0, cpu.machineSeconds() - cpu.total()));
    add(
        "cpuPerThousand",
        "processor time per 1,000 rows",
        Unit.MILLISECONDS,
        1_000 * 1_000 * cpu.total() / run.rows());
  }

  private void small(Workbench workbench, PipelineSystem system)
      throws IOException, SQLException, InterruptedException {
    workbench.say("%d files of %d rows, one after the other".formatted(SMALL_FILES, SMALL_ROWS));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < SMALL_WARM_UP_FILES + SMALL_FILES; i++) {
      files.add(orders(workbench, SMALL_ROWS));
    }
    List<Double> milliseconds = new ArrayList<>();
    for (var file : files) {
      milliseconds.add(1_000 * system.run(file, CLIENT).secondsToLastCharge());
    }
    var measured =
        milliseconds.subList(SMALL_WARM_UP_FILES, milliseconds.size()).stream().sorted().toList();
    double p95 = measured.get((int) Math.ceil(measured.size() * 0.95) - 1);
    String few = "%d rows alone: chunk queued to last row paid, ".formatted(SMALL_ROWS);
    add("smallP50", few + "p50", Unit.MILLISECONDS, measured.get(measured.size() / 2));
    add("smallP95", few + "p95", Unit.MILLISECONDS, p95);
    add("smallMax", few + "most", Unit.MILLISECONDS, measured.getLast());
    targets.add(
        Target.atMost(
            "smallP95",
            "%d rows alone, warm, queued to paid, p95 of %d files"
                .formatted(SMALL_ROWS, SMALL_FILES),
            Unit.MILLISECONDS,
            p95,
            SMALL_MILLISECONDS_MAX));
  }

  private void fairness(Workbench workbench, PipelineSystem system)
      throws IOException, SQLException, InterruptedException {
    workbench.say("%,d rows of one client, then %d of another".formatted(rows, OTHER_CLIENTS_ROWS));
    var large = orders(workbench, rows);
    var small = orders(workbench, OTHER_CLIENTS_ROWS);
    String key = system.drop(large, CLIENT);
    system.awaitRows(key, rows / 20);
    long dropped = System.nanoTime();
    var other = system.run(small, OTHER_CLIENT);
    double seconds = (System.nanoTime() - dropped) / 1e9;
    workbench.say("  the other client's rows ended after %.2f s".formatted(seconds));
    var run = system.awaitEnd(key);
    if (run.endedAt() < other.endedAt()) {
      throw new IllegalStateException("the large file ended before the small one");
    }
    add(
        "otherClient",
        "%d rows beside %,d of another client: upload to end".formatted(OTHER_CLIENTS_ROWS, rows),
        Unit.SECONDS,
        seconds);
    targets.add(
        Target.atMost(
            "otherClient",
            "%d rows of a client while %,d of another run".formatted(OTHER_CLIENTS_ROWS, rows),
            Unit.SECONDS,
            seconds,
            OTHER_CLIENT_SECONDS_MAX));
  }

  private void slow(Workbench workbench, PipelineSystem system)
      throws IOException, SQLException, InterruptedException {
    workbench.say(
        "%,d rows with a provider that takes %d ms".formatted(SLOW_ROWS, SLOW.toMillis()));
    var file = orders(workbench, SLOW_ROWS);
    system.setProviderLatency(SLOW);
    var run = system.run(file, CLIENT);
    double oldSeconds;
    try (var old = OldWay.start(system.addresses())) {
      oldSeconds = old.seconds(run.batchId(), FIRST_ROW, OLD_WAY_SLOW_ROWS);
    }
    system.setProviderLatency(Duration.ZERO);
    String slow = "provider at %d ms, %,d rows: ".formatted(SLOW.toMillis(), SLOW_ROWS);
    add("slowCharges", slow + "charges", Unit.PER_SECOND, run.chargesPerSecond());
    add("slowSeconds", slow + "queued to end", Unit.SECONDS, run.seconds());
    add(
        "slowOldSeconds",
        "one call at a time, extrapolated from %d orders".formatted(OLD_WAY_SLOW_ROWS),
        Unit.SECONDS,
        oldSeconds / OLD_WAY_SLOW_ROWS * SLOW_ROWS);
    targets.add(
        Target.atLeast(
            "slowCharges",
            "charges a second of one payment worker, provider at %d ms".formatted(SLOW.toMillis()),
            Unit.PER_SECOND,
            run.chargesPerSecond(),
            SLOW_CHARGES_PER_SECOND_MIN));
    targets.add(
        Target.atMost(
            "slowSeconds",
            "%,d rows, provider at %d ms".formatted(SLOW_ROWS, SLOW.toMillis()),
            Unit.SECONDS,
            run.seconds(),
            SLOW_SECONDS_MAX));
  }

  private void add(String key, String label, Unit unit, double value) {
    measurements.add(new Measurement(key, label, unit, List.of(value)));
  }
}
