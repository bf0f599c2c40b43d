package bulkorder.local.chaos;

import bulkorder.local.TimeFactor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One run: the system, the faults, the wait, the look from outside. */
record ChaosRun(Path root, Path directory, TimeFactor time, long seed, Voice voice) {
  /** Longer than any message stays unseen: a report's, whose function died. */
  private static final Duration STILL_MAX = Duration.ofMinutes(25);

  /** Kills at every write once. */
  ChaosReport everyWrite() throws IOException, SQLException, InterruptedException {
    try (var system = ChaosSystem.start(root, directory, time, UnaryOperator.identity())) {
      long begin = System.nanoTime();
      var sweep = new EveryWrite(system, settling(system), new OrderFiles(seed), voice).run();
      return report("every-write", system, begin, played(sweep.hits(), sweep.pending()));
    }
  }

  private Settling settling(ChaosSystem system) {
    return new Settling(
        system,
        time.scale(STILL_MAX),
        look ->
            voice.sayNowAndThen(
                "  %,d of %,d rows have ended, %d of %d batches; %d messages in the queues"
                    .formatted(
                        look.endedRows(),
                        look.rows(),
                        look.ended(),
                        look.files(),
                        look.messages())));
  }

  private ChaosReport report(
      String mode, ChaosSystem system, long beginNanos, List<ChaosReport.Played> played)
      throws IOException, SQLException, InterruptedException {
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    voice.say("Looking at ledger, provider, mailbox and queues …");
    int rows = system.dropped().stream().mapToInt(OrderFile::rows).sum();
    return new ChaosReport(mode, seed, time.value(), rows, seconds, played, system.verdicts());
  }

  private static List<ChaosReport.Played> played(
      Collection<CrashPoint> hits, Collection<CrashPoint> pending) {
    Map<String, Integer> hitsByKind = byKind(hits);
    Map<String, Integer> pendingByKind = byKind(pending);
    Map<String, Integer> planned = new TreeMap<>(hitsByKind);
    pendingByKind.forEach((kind, count) -> planned.merge(kind, count, Integer::sum));
    List<ChaosReport.Played> played = new ArrayList<>();
    planned.forEach(
        (kind, count) ->
            played.add(new ChaosReport.Played(kind, count, hitsByKind.getOrDefault(kind, 0))));
    return played;
  }

  private static Map<String, Integer> byKind(Collection<CrashPoint> points) {
    return points.stream()
        .collect(
            Collectors.groupingBy(
                point ->
                    "%s killed %s a %s".formatted(point.function(), point.phase(), point.site()),
                Collectors.summingInt(_ -> 1)));
  }
}
