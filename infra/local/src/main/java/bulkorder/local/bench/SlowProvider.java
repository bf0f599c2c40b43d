package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A payment provider that takes its time, and the same work one call at a time. */
record SlowProvider() implements PipelinePart {
  private static final int ROWS = 10_000;
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final int FIRST_ROW = 2;
  private static final int OLD_WAY_ROWS = 50;
  private static final double CHARGES_PER_SECOND_MIN = 100;
  private static final double SECONDS_MAX = 120;

  @Override
  public void measure(PipelineSystem system, Findings findings)
      throws IOException, SQLException, InterruptedException {
    system.say("%,d rows, provider at %d ms".formatted(ROWS, LATENCY.toMillis()));
    var file = system.orders(ROWS);
    system.setProviderLatency(LATENCY);
    var run = system.run(file, PipelineSystem.CLIENT);
    system.say("  %.0f charges a second".formatted(run.chargesPerSecond()));
    double oldSeconds;
    try (var old = OldWay.start(system.addresses())) {
      oldSeconds = old.seconds(run.batchId(), FIRST_ROW, OLD_WAY_ROWS) / OLD_WAY_ROWS * ROWS;
    }
    system.setProviderLatency(Duration.ZERO);
    String slow = "provider at %d ms, %,d rows: ".formatted(LATENCY.toMillis(), ROWS);
    findings.add("slowCharges", slow + "charges", Unit.PER_SECOND, run.chargesPerSecond());
    findings.add("slowSeconds", slow + "queued to end", Unit.SECONDS, run.seconds());
    findings.add(
        "slowOldSeconds",
        "one call at a time, extrapolated from %d orders".formatted(OLD_WAY_ROWS),
        Unit.SECONDS,
        oldSeconds);
    addTargets(run, findings);
  }

  private static void addTargets(RunRecord run, Findings findings) {
    findings.add(
        Target.atLeast(
            "slowCharges",
            "charges a second of one payment worker, provider at %d ms"
                .formatted(LATENCY.toMillis()),
            Unit.PER_SECOND,
            run.chargesPerSecond(),
            CHARGES_PER_SECOND_MIN));
    findings.add(
        Target.atMost(
            "slowSeconds",
            "%,d rows, provider at %d ms".formatted(ROWS, LATENCY.toMillis()),
            Unit.SECONDS,
            run.seconds(),
            SECONDS_MAX));
  }
}
