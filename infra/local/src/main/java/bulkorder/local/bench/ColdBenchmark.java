package bulkorder.local.bench;

import bulkorder.local.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a caller waits for a function that has no process yet, and what one takes. */
@Command(
    name = "cold",
    description = {
      "Cold starts of the functions, as native executables and on the JVM by turns: process start to ready, the first "
          + "invocation with its first query of Postgres and its first calls of SQS or S3, what is resident after it and "
          + "at most while a file of 1,000 rows runs, and the size of the package. One process starts at a time.",
      "Takes about 10 minutes, and much longer where the executables have to be built first (see infra/package)."
    },
    sortOptions = false)
final class ColdBenchmark extends Benchmark {
  static final int BATCH_ROWS = 1_000;
  private static final int STARTS_MAX = 200;
  private static final double MEGABYTE = 1_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--starts",
      defaultValue = "30",
      description = "Cold starts of each function in each form: 1 to 200, by default 30.")
  private int starts;

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    if (starts < 1 || starts > STARTS_MAX) {
      throw new ParameterException(spec.commandLine(), "--starts must be 1 to " + STARTS_MAX);
    }
    List<Map<String, ColdStart>> ofNative = new ArrayList<>();
    List<Map<String, ColdStart>> ofJvm = new ArrayList<>();
    workbench.say("Starting both systems …");
    try (var executables = ColdSystem.start(workbench, Packaging.NATIVE);
        var java = ColdSystem.start(workbench, Packaging.JVM)) {
      for (int turn = 1; turn <= starts; turn++) {
        workbench.say("Cold start %d of %d".formatted(turn, starts));
        ofNative.add(executables.coldStarts());
        ofJvm.add(java.coldStarts());
      }
      workbench.say("A file of %,d rows".formatted(BATCH_ROWS));
      var found = new Found(workbench.root(), ofNative, ofJvm);
      return found.report(
          executables.peakMegabytes(BATCH_ROWS), java.peakMegabytes(BATCH_ROWS), setting());
    }
  }

  /** What was measured of both forms. */
  private record Found(
      Path root, List<Map<String, ColdStart>> ofNative, List<Map<String, ColdStart>> ofJvm) {

    Report report(Map<String, Double> nativePeaks, Map<String, Double> jvmPeaks, String setting)
        throws IOException {
      var findings = new Findings();
      for (var function : ColdSystem.MODULES.keySet()) {
        var executable = starts(function, Packaging.NATIVE, ofNative, nativePeaks);
        findings.add(executable);
        findings.add(starts(function, Packaging.JVM, ofJvm, jvmPeaks));
        var floor = function.equals(ColdSystem.HTTP_FUNCTION) ? ColdFloor.HTTP : ColdFloor.EVENTS;
        floor.targets(executable).forEach(findings::add);
      }
      return findings.report("cold", setting);
    }

    private ColdStarts starts(
        String function,
        Packaging packaging,
        List<Map<String, ColdStart>> turns,
        Map<String, Double> peaks)
        throws IOException {
      var module = ColdSystem.MODULES.getOrDefault(function, function);
      return new ColdStarts(
          function,
          packaging,
          turns.stream().map(turn -> seen(function, turn)).toList(),
          peaks.getOrDefault(function, Double.NaN),
          Files.size(packaging.artifact(root, module)) / MEGABYTE);
    }

    private static ColdStart seen(String function, Map<String, ColdStart> turn) {
      var start = turn.get(function);
      if (start == null) {
        throw new IllegalStateException(function + " was not seen to start");
      }
      return start;
    }
  }

  private String setting() {
    return "%d cold starts of each, one at a time, on %d processors; JVM: Java %s with an AOT cache"
        .formatted(starts, Runtime.getRuntime().availableProcessors(), Runtime.version());
  }
}
