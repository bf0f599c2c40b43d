package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long each GET of the API takes when the ledger is full and others call, too. */
@Command(
    name = "api",
    description = {
      "Each GET of the API on a ledger with 100 batches and 1,000,000 rows: what 20 callers wait who each ask five times a "
          + "second, whether or not they have their answer, and beside it 20 who ask again as soon as they have it; page 1,000 "
          + "of the long lists beside page 1.",
      "Takes several minutes and about 4 GB of disk."
    },
    sortOptions = false)
final class ApiBenchmark extends Benchmark {
  static final int CALLERS = 20;

  private static final int COPIES_MAX = 20;
  private static final int REQUESTS = 600;
  private static final int WARM_UP_REQUESTS = 400;
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final double FAR_TIMES_MAX = 1.5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--copies",
      defaultValue = "4",
      description = {
        "Processes of the status function: 1 to 20, by default 4. On Lambda there would be as many as callers, each with a "
            + "processor of its own; here they share this machine's, and 4 keep those busy."
      })
  private int copies;

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    if (copies < 1 || copies > COPIES_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--copies must be 1 to %d".formatted(COPIES_MAX));
    }
    workbench.say("Starting, and writing %,d rows …".formatted(ApiLedger.ROWS));
    try (var system = ApiSystem.start(workbench, copies)) {
      var gets = ApiGets.of(system);
      var callers = new Callers(CALLERS, Duration.ZERO);
      for (var get : gets) {
        workbench.sayNowAndThen("Warming up: " + get.label());
        callers.make(WARM_UP_REQUESTS, get::nanos);
      }
      system.ledger().settle();
      var findings = new Findings();
      List<ResponseTimes> measured = new ArrayList<>();
      for (var get : gets) {
        var times = times(system, get);
        workbench.say(told(times));
        measured.add(times);
        findings.add(times);
      }
      system.requireNoProblems();
      addPages(measured, findings);
      addFloors(measured, findings);
      return findings.report("api", setting(system));
    }
  }

  private static ResponseTimes times(ApiSystem system, ApiGet get)
      throws IOException, InterruptedException {
    var before = system.cpuTimes();
    var steady = new Callers(CALLERS, EVERY).make(REQUESTS, get::nanos);
    var cost = ResponseTimes.Cost.of(system.cpuTimes().since(before), ApiSystem.FUNCTION, REQUESTS);
    var full = new Callers(CALLERS, Duration.ZERO).make(REQUESTS, get::nanos);
    return new ResponseTimes(get.key(), get.label(), steady, full, cost);
  }

  private static String told(ResponseTimes times) {
    return "  %s: p50 %.1f ms, p95 %.1f ms; without a pause p50 %.1f ms"
        .formatted(
            times.label(),
            LatencyFloor.P50.millis(times.steady()),
            LatencyFloor.P95.millis(times.steady()),
            LatencyFloor.P50.millis(times.full()));
  }

  private static void addPages(List<ResponseTimes> measured, Findings findings) {
    for (var list : ApiGets.LONG_LISTS) {
      double times =
          LatencyFloor.P50.millis(of(measured, list + ApiGets.FAR_PAGE).steady())
              / LatencyFloor.P50.millis(of(measured, list + ApiGets.FIRST_PAGE).steady());
      findings.add(
          Target.atMost(
              list + "FarTimes",
              list + ": p50 of page 1,000 to that of page 1",
              Unit.TIMES,
              times,
              FAR_TIMES_MAX));
    }
  }

  private static ResponseTimes of(List<ResponseTimes> measured, String key) {
    return measured.stream().filter(it -> it.key().equals(key)).findFirst().orElseThrow();
  }

  private static void addFloors(List<ResponseTimes> measured, Findings findings) {
    for (var floor : LatencyFloor.values()) {
      var slowest =
          measured.stream()
              .max(Comparator.comparingDouble(it -> floor.millis(it.steady())))
              .orElseThrow();
      long missed = measured.stream().filter(it -> !floor.isMet(it.steady())).count();
      findings.add(
          Target.atMost(
              floor.key(),
              "%s of the slowest of %d GETs, %s; %d miss it"
                  .formatted(floor.key(), measured.size(), slowest.label(), missed),
              Unit.MILLISECONDS,
              floor.millis(slowest.steady()),
              Math.nextDown(floor.millisBelow())));
    }
  }

  private String setting(ApiSystem system) throws SQLException {
    return "%d callers who each ask five times a second, and without a pause; %d processes of the status function, each with one request at a time: a call waits in the gateway for a free one; %d batches of %,d rows; all on %d processors; Java %s, %s"
        .formatted(
            CALLERS,
            copies,
            ApiLedger.BATCHES,
            ApiLedger.ROWS,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            system.ledger().setting());
  }
}
