package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Many rows at once, the processor time that they take, and the same work one call at a time. */
record Throughput(int rows) implements PipelinePart {
  private static final double ROWS_PER_SECOND_MIN = 2_000;
  private static final double LAST_TENTH_MIN = 0.85;

  /** The header is row 1. */
  private static final int FIRST_ROW = 2;

  private static final int OLD_WAY_WARM_UP_ROWS = 500;
  private static final int OLD_WAY_ROWS = 2_000;

  @Override
  public void measure(PipelineSystem system, Findings findings)
      throws IOException, SQLException, InterruptedException {
    system.say("Throughput: %,d rows".formatted(rows));
    var file = system.orders(rows);
    var before = system.cpuTimes();
    long began = System.nanoTime();
    var run = system.run(file, PipelineSystem.CLIENT);
    double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
    var cpu = system.cpuTimes().since(before);
    system.say("  %,.0f orders a second".formatted(run.rowsPerSecond()));
    addRun(run, findings);
    double oldPerSecond = oldPerSecond(system, run);
    addOldWay(run, oldPerSecond, findings);
    addProcessors(run, cpu, seconds, findings);
  }

  private static double oldPerSecond(PipelineSystem system, RunRecord run)
      throws IOException, SQLException, InterruptedException {
    system.say("One call at a time: %,d orders".formatted(OLD_WAY_ROWS));
    system.ledger().settle();
    try (var old = OldWay.start(system.addresses())) {
      old.seconds(run.batchId(), FIRST_ROW, OLD_WAY_WARM_UP_ROWS);
      return OLD_WAY_ROWS
          / old.seconds(run.batchId(), FIRST_ROW + OLD_WAY_WARM_UP_ROWS, OLD_WAY_ROWS);
    }
  }

  private void addRun(RunRecord run, Findings findings) {
    String all = "%,d rows: ".formatted(rows);
    findings.add(
        "rowsPerSecond",
        all + "first chunk queued to last row ended",
        Unit.PER_SECOND,
        run.rowsPerSecond());
    findings.add("seconds", all + "the same in seconds", Unit.SECONDS, run.seconds());
    var tenths = run.tenths();
    findings.add(new Measurement("tenths", all + "in each tenth", Unit.PER_SECOND, tenths));
    findings.add(
        Target.atLeast(
            "rowsPerSecond",
            "orders a second, %,d rows".formatted(rows),
            Unit.PER_SECOND,
            run.rowsPerSecond(),
            ROWS_PER_SECOND_MIN));
    findings.add(
        Target.atLeast(
            "lastTenth",
            "throughput of the last tenth to that of the first",
            Unit.TIMES,
            tenths.getLast() / tenths.getFirst(),
            LAST_TENTH_MIN));
  }

  private void addOldWay(RunRecord run, double oldPerSecond, Findings findings) {
    findings.add(
        "oldPerSecond",
        "one call at a time (%,d orders)".formatted(OLD_WAY_ROWS),
        Unit.PER_SECOND,
        oldPerSecond);
    findings.add(
        "oldSeconds",
        "one call at a time, extrapolated to %,d rows".formatted(rows),
        Unit.SECONDS,
        rows / oldPerSecond);
    findings.add(
        "timesOld",
        "as fast as one call at a time, so many times",
        Unit.TIMES,
        run.rowsPerSecond() / oldPerSecond);
  }

  /** From the upload on, so the import is among them. */
  private static void addProcessors(
      RunRecord run, CpuTimes cpu, double elapsedSeconds, Findings findings) {
    cpu.seconds()
        .forEach(
            (part, seconds) ->
                findings.add(
                    "cpu" + part.replaceAll("\\W", ""),
                    "processor time, " + part,
                    Unit.SECONDS,
                    seconds));
    findings.add("cpu", "processor time, upload to end, all of these", Unit.SECONDS, cpu.total());
    findings.add(
        "cpuOthers",
        "processor time, others on this machine",
        Unit.SECONDS,
        Math.max(0, cpu.machineSeconds() - cpu.total()));
    findings.add("cores", "processors busy with these", Unit.CORES, cpu.total() / elapsedSeconds);
    findings.add(
        "cpuPerThousand",
        "processor time per 1,000 rows",
        Unit.MILLISECONDS,
        1_000 * 1_000 * cpu.total() / run.rows());
  }
}
