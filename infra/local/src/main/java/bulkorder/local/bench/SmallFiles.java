package bulkorder.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Files of few rows, each alone. */
record SmallFiles() implements PipelinePart {
  private static final int ROWS = 10;
  private static final int FILES = 50;
  private static final int WARM_UP_FILES = 10;
  private static final double P95_MILLISECONDS_MAX = 500;

  @Override
  public void measure(PipelineSystem system, Findings findings)
      throws IOException, SQLException, InterruptedException {
    system.say("%d files of %d rows, one after the other".formatted(FILES, ROWS));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < WARM_UP_FILES + FILES; i++) {
      files.add(system.orders(ROWS));
    }
    List<Double> milliseconds = new ArrayList<>();
    for (var file : files) {
      milliseconds.add(1_000 * system.run(file, PipelineSystem.CLIENT).secondsToLastCharge());
    }
    double p95 = add(milliseconds.subList(WARM_UP_FILES, FILES + WARM_UP_FILES), findings);
    system.say("  paid after %.0f ms (p95)".formatted(p95));
  }

  private static double add(List<Double> milliseconds, Findings findings) {
    var sorted = milliseconds.stream().sorted().toList();
    double p95 = sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    String few = "%d rows alone: chunk queued to last row paid, ".formatted(ROWS);
    findings.add("smallP50", few + "p50", Unit.MILLISECONDS, sorted.get(sorted.size() / 2));
    findings.add("smallP95", few + "p95", Unit.MILLISECONDS, p95);
    findings.add("smallMax", few + "most", Unit.MILLISECONDS, sorted.getLast());
    findings.add(
        Target.atMost(
            "smallP95",
            "%d rows alone, warm, queued to paid, p95 of %d files".formatted(ROWS, FILES),
            Unit.MILLISECONDS,
            p95,
            P95_MILLISECONDS_MAX));
    return p95;
  }
}
