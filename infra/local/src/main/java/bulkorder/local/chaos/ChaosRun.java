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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: the system, the faults, the wait, the look from outside. */
record ChaosRun(Path root, Path directory, TimeFactor time, long seed, Voice voice) {
  /** Longer than any message stays unseen: a report's, whose function died. */
  private static final Duration STILL_MAX = Duration.ofMinutes(25);

  private static final String IMPORT_FUNCTION = "ImportFunction";
  private static final int CHUNKS = 200;
  private static final int CHUNK_ROWS_MIN = 5;
  private static final int CHUNK_ROWS_MAX = 250;
  private static final int ROWS_A_FILE = 1_500;
  private static final int FILES_MAX = 100;

  /** Kills at every write once. */
  ChaosReport everyWrite() throws IOException, SQLException, InterruptedException {
    try (var system = ChaosSystem.start(root, directory, time, UnaryOperator.identity())) {
      long begin = System.nanoTime();
      var sweep =
          new EveryWrite(system, settling(system, () -> ""), new OrderFiles(seed), voice).run();
      return report("every-write", system, begin, played(sweep.hits(), sweep.pending()));
    }
  }

  /** Plays so many faults of all kinds while files with so many rows are imported. */
  ChaosReport random(int rows, int faults) throws IOException, SQLException, InterruptedException {
    int chunkRows = Math.clamp(rows / CHUNKS, CHUNK_ROWS_MIN, CHUNK_ROWS_MAX);
    int files = Math.clamp(rows / ROWS_A_FILE, 1, FILES_MAX);
    var size = new FaultPlan.Size(files, rows, Math.ceilDiv(rows, chunkRows));
    var plan = FaultPlan.of(seed, faults, size);
    try (var system =
        ChaosSystem.start(
            root,
            directory,
            time,
            template ->
                template.withVariable(
                    IMPORT_FUNCTION, "BULKORDER_CHUNK_ROWS", Integer.toString(chunkRows)))) {
      long begin = System.nanoTime();
      var random = new RandomFaults(system.world(), new FaultTimes(time), plan);
      system.world().directedBy(random);
      system.world().tellingOfObjects(random);
      for (var file : new OrderFiles(seed).files(files, rows)) {
        system.drop(file);
      }
      settling(system, () -> ", %d faults so far".formatted(random.playedTotal()))
          .until(Settling.Look::isSettled);
      return report("random", system, begin, played(plan, random));
    }
  }

  private static List<ChaosReport.Played> played(List<Fault> plan, RandomFaults random) {
    return Stream.of(FaultKind.values())
        .map(
            kind ->
                new ChaosReport.Played(
                    kind.toString(),
                    Math.toIntExact(plan.stream().filter(it -> it.kind() == kind).count()),
                    random.played(kind)))
        .filter(played -> played.planned() > 0)
        .toList();
  }

  private Settling settling(ChaosSystem system, Supplier<String> more) {
    return new Settling(
        system,
        time.scale(STILL_MAX),
        look ->
            voice.sayNowAndThen(
                "  %,d of %,d rows have ended, %d of %d batches; %d messages in the queues%s"
                    .formatted(
                        look.endedRows(),
                        look.rows(),
                        look.ended(),
                        look.files(),
                        look.messages(),
                        more.get())));
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
