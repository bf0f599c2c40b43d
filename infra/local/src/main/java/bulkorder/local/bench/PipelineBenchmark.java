package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
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
      "Rows of accepted files to their orders, payments and mails, by one process of each function, without a limit on "
          + "mails: throughput and the processor time of each process, small files, two clients at once, a slow payment "
          + "provider. Beside throughput and slow provider stands the same work done one call at a time.",
      "Takes about 5 minutes with 100,000 rows."
    },
    sortOptions = false)
final class PipelineBenchmark extends Benchmark {
  private static final int ROWS_MIN = 10_000;
  private static final int ROWS_MAX = 1_000_000;
  private static final int WARM_UP_ROWS = 20_000;

  /** The parts by their names on the command line, in the sequence in which they are measured. */
  enum Part {
    THROUGHPUT,
    SMALL,
    FAIRNESS,
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

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    if (rows < ROWS_MIN || rows > ROWS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--rows must be %d to %d".formatted(ROWS_MIN, ROWS_MAX));
    }
    workbench.say("Starting, and warming up with %,d rows …".formatted(WARM_UP_ROWS));
    var findings = new Findings();
    try (var system = PipelineSystem.start(workbench, javaOptions)) {
      system.run(system.orders(WARM_UP_ROWS), PipelineSystem.CLIENT);
      for (var part : EnumSet.copyOf(parts)) {
        system.ledger().settle();
        part(part).measure(system, findings);
      }
      return findings.report("pipeline", setting(system));
    }
  }

  private PipelinePart part(Part part) {
    return switch (part) {
      case THROUGHPUT -> new Throughput(rows);
      case SMALL -> new SmallFiles();
      case FAIRNESS -> new Fairness(rows);
      case SLOW -> new SlowProvider();
    };
  }

  private static String setting(PipelineSystem system) throws SQLException {
    return "one process of each function, warmed up with %,d rows, mails limited to %,d a second, all on %d processors; Java %s, %s"
        .formatted(
            WARM_UP_ROWS,
            PipelineSystem.MAILS_PER_SECOND_MAX,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            system.ledger().setting());
  }
}
