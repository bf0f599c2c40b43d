package bulkorder.local.bench;

import bulkorder.local.bench.Ledger.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast files come into the ledger, and in how much memory. */
@Command(
    name = "import",
    description = {
      "A file in S3 to the committed ledger with its chunk messages sent: against what \\copy needs for the same stored bytes, "
          + "by turns; the memory that it takes, small and large; and a warm process with small files.",
      "Takes about 2 minutes and 3 GB of disk with a million rows."
    },
    sortOptions = false)
final class ImportBenchmark extends Benchmark {
  private static final int ROWS_MAX = 1_000_000;
  private static final int PAIRS_MAX = 9;
  private static final int SMALL_ROWS = 10_000;
  private static final int SMALL_FILES = 5;
  private static final int WARM_UP_FILES = 3;

  private static final double TIMES_COPY_MAX = 3;
  private static final double HEAP_MEGABYTES_MAX = 256;
  private static final double HEAP_TIMES_MIN = 0.8;
  private static final double HEAP_TIMES_MAX = 1.2;
  private static final double SMALL_SECONDS_MAX = 1.5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      description = "Rows of the large file: 10,000 to 1,000,000, which is the default.")
  private int rows;

  @Option(
      names = "--pairs",
      defaultValue = "3",
      description = "How often import and \\copy take turns: 1 to 9, by default 3.")
  private int pairs;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description =
          "More options for the import function's Java, to try them: they come after those of template.yaml.")
  private String javaOptions = "";

  /** What the processes' logs and status say once they are done. */
  private record Memory(GcLog.Peak heap, double residentMegabytes) {}

  /** Files that were imported one after the other by one process. */
  private record Imports(List<Imported> files, Memory memory) {
    Measurement accepted(String key, String label) {
      return seconds(key, label, files.stream().map(Imported::acceptedSeconds).toList());
    }

    Measurement queued(String key, String label) {
      return seconds(key, label, files.stream().map(Imported::queuedSeconds).toList());
    }
  }

  /** Both sides of the ratio. */
  private record Pairs(Imports imports, List<Double> copySeconds, long bytes, String setting) {}

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    refuse(rows < SMALL_ROWS || rows > ROWS_MAX, "--rows must be 10000 to 1000000");
    refuse(pairs < 1 || pairs > PAIRS_MAX, "--pairs must be 1 to 9");
    var small = smallFiles(workbench);
    var large = largeFile(workbench);
    return report(small, large);
  }

  private void refuse(boolean wrong, String sentence) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private Imports smallFiles(Workbench workbench)
      throws IOException, SQLException, InterruptedException {
    workbench.say("Files of %,d rows: starting …".formatted(SMALL_ROWS));
    var files = new ArrayList<Path>();
    for (int seed = 1; seed <= WARM_UP_FILES + SMALL_FILES; seed++) {
      files.add(workbench.orders(SMALL_ROWS, seed));
    }
    var log = workbench.path("gc-small.log");
    List<Imported> imported = new ArrayList<>();
    double resident;
    try (var system = ImportSystem.start(workbench, javaOptions(log))) {
      for (var file : files) {
        system.ledger().settle();
        imported.add(system.importFile(file));
        workbench.say("  queued after %.2f s".formatted(imported.getLast().queuedSeconds()));
      }
      resident = system.peakResidentMegabytes();
    }
    return new Imports(
        imported.subList(WARM_UP_FILES, imported.size()), new Memory(GcLog.peak(log), resident));
  }

  private Pairs largeFile(Workbench workbench)
      throws IOException, SQLException, InterruptedException {
    workbench.say("A file of %,d rows: generating, starting …".formatted(rows));
    var file = workbench.orders(rows, 1);
    var log = workbench.path("gc-large.log");
    List<Imported> imported = new ArrayList<>();
    List<Double> copySeconds = new ArrayList<>();
    var stored = workbench.path("stored.tsv");
    double resident;
    String setting;
    try (var system = ImportSystem.start(workbench, javaOptions(log))) {
      setting = system.ledger().setting();
      for (int pair = 1; pair <= pairs; pair++) {
        imported.add(importLarge(workbench, system, file, pair));
        copySeconds.add(copy(workbench, system.ledger(), imported.getLast(), stored, pair));
      }
      resident = system.peakResidentMegabytes();
    }
    var imports = new Imports(imported, new Memory(GcLog.peak(log), resident));
    return new Pairs(imports, copySeconds, Files.size(stored), setting);
  }

  private Imported importLarge(Workbench workbench, ImportSystem system, Path file, int pair)
      throws IOException, SQLException, InterruptedException {
    workbench.say("Pair %d of %d: import".formatted(pair, pairs));
    system.ledger().settle();
    var imported = system.importFile(file);
    workbench.say("  queued after %.2f s".formatted(imported.queuedSeconds()));
    int queued = system.ledger().queuedRows(imported.batchId());
    if (queued != rows) {
      throw new IllegalStateException("of %d rows only %d are queued".formatted(rows, queued));
    }
    return imported;
  }

  /** Into a table as empty as the import found its own. */
  private double copy(Workbench workbench, Ledger ledger, Imported imported, Path stored, int pair)
      throws IOException, SQLException {
    workbench.say("Pair %d of %d: \\copy".formatted(pair, pairs));
    var copy = new PlainCopy(ledger.connection());
    copy.write(imported.batchId(), stored);
    copy.createTable();
    ledger.forgetBatches();
    ledger.settle();
    double seconds = copy.copySeconds(stored);
    copy.dropTable();
    workbench.say("  committed after %.2f s".formatted(seconds));
    return seconds;
  }

  private String javaOptions(Path gcLog) {
    return (GcLog.option(gcLog) + " " + javaOptions).strip();
  }

  private Report report(Imports small, Pairs large) {
    String all = "%,d rows: ".formatted(rows);
    String few = "%,d rows, warm: ".formatted(SMALL_ROWS);
    var queued = large.imports().queued("queued", all + "upload to last message sent");
    var copy = seconds("copy", all + "\\copy of what is stored", large.copySeconds());
    var smallQueued = small.queued("smallQueued", few + "upload to last message sent");
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(large.imports().accepted("accepted", all + "upload to commit"));
    measurements.add(queued);
    measurements.add(copy);
    measurements.add(small.accepted("smallAccepted", few + "upload to commit"));
    measurements.add(smallQueued);
    measurements.addAll(memory("small", "%,d rows".formatted(SMALL_ROWS), small.memory()));
    measurements.addAll(memory("large", "%,d rows".formatted(rows), large.imports().memory()));
    return new Report(
        "import",
        "%,d rows, %,d MB of them as stored; %d processors, Java %s, %s"
            .formatted(
                rows,
                large.bytes() / 1_000_000,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                large.setting()),
        List.of(),
        List.of(),
        measurements,
        targets(queued.dividedBy(copy), smallQueued.median(), small.memory(), large));
  }

  private List<Target> targets(double timesCopy, double smallSeconds, Memory small, Pairs large) {
    double smallHeap = small.heap().beforeMegabytes();
    double largeHeap = large.imports().memory().heap().beforeMegabytes();
    return List.of(
        Target.atMost(
            "timesCopy", "import in so many times \\copy", Unit.TIMES, timesCopy, TIMES_COPY_MAX),
        Target.atMost(
            "smallSeconds",
            "%,d rows, warm, upload to last message sent".formatted(SMALL_ROWS),
            Unit.SECONDS,
            smallSeconds,
            SMALL_SECONDS_MAX),
        Target.atMost(
            "heap",
            "peak heap",
            Unit.MEGABYTES,
            Math.max(smallHeap, largeHeap),
            HEAP_MEGABYTES_MAX),
        new Target(
            "heapTimes",
            "peak heap of %,d rows to that of %,d".formatted(rows, SMALL_ROWS),
            Unit.TIMES,
            largeHeap / smallHeap,
            HEAP_TIMES_MIN,
            HEAP_TIMES_MAX));
  }

  private static List<Measurement> memory(String key, String label, Memory memory) {
    return List.of(
        megabytes(key + "Heap", label + ": peak heap", memory.heap().beforeMegabytes()),
        megabytes(
            key + "HeapAfter",
            label + ": peak heap after a collection",
            memory.heap().afterMegabytes()),
        megabytes(key + "Resident", label + ": peak resident", memory.residentMegabytes()));
  }

  private static Measurement megabytes(String key, String label, double value) {
    return new Measurement(key, label, Unit.MEGABYTES, List.of(value));
  }

  private static Measurement seconds(String key, String label, List<Double> values) {
    return new Measurement(key, label, Unit.SECONDS, values);
  }
}
