package bulkorder.local.cli;

import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.Packaging;
import bulkorder.local.SignIn;
import bulkorder.local.cli.Progress.Display;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One run: starts the system, hands files over, follows them, tells what became of them.
 *
 * @param metadata what is asked for each file
 * @param packaging in which form the functions run
 * @param people takes what is for a person
 * @param programs take the JSON report
 */
record Session(
    Path root,
    String client,
    Map<String, String> metadata,
    Packaging packaging,
    End end,
    OldData oldData,
    PrintStream people,
    List<PrintStream> programs) {

  /** When the run ends. */
  enum End {
    WITH_THE_FILES,
    AT_CTRL_C
  }

  /** What happens to the data of earlier runs. */
  enum OldData {
    KEEP,
    DELETE
  }

  Session {
    metadata = Map.copyOf(metadata);
    programs = List.copyOf(programs);
  }

  int run(List<Path> files) throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (var data = DataDirectory.take(root.resolve("infra/local"))) {
      if (oldData == OldData.DELETE) {
        data.empty();
      }
      try (var problems = new ProblemLog(data.path().resolve("logs"));
          var system =
              LocalSystem.start(LocalOptions.standard(root, data.path(), problems).in(packaging))) {
        System.err.printf("Started in %.1f s.%n", (System.nanoTime() - started) / 1e9);
        Welcome.addresses(system.addresses()).forEach(people::println);
        DemoClient.setUp(system.addresses()).forEach(people::println);
        return serve(system, files);
      }
    }
  }

  private int serve(LocalSystem system, List<Path> files) throws IOException, InterruptedException {
    String token = new SignIn(system.addresses()).forClient(client);
    try (var api = new BatchApi(system.addresses().api(), token)) {
      if (!files.isEmpty() && !api.knows(client)) {
        throw new IOException("there is no client " + client);
      }
      var watched = follow(system, api, files);
      var summary = new Summary(api);
      for (var file : watched) {
        summary.of(file).forEach(people::println);
      }
      if (end == End.AT_CTRL_C) {
        Welcome.handOver(system.addresses(), client, token).forEach(people::println);
        watched.stream()
            .flatMap(file -> file.batch().stream())
            .filter(Batch::isChecked)
            .flatMap(batch -> Welcome.approve(system.addresses(), batch).stream())
            .forEach(people::println);
        new CountDownLatch(1).await();
      }
      programs.forEach(program -> program.println(JsonReport.of(watched)));
      return watched.stream().allMatch(Watched::wentWell) ? ExitStatus.ENDED : ExitStatus.FAILED;
    }
  }

  private List<Watched> follow(LocalSystem system, BatchApi api, List<Path> files)
      throws IOException, InterruptedException {
    if (files.isEmpty()) {
      return List.of();
    }
    try (var drop = new FileDrop(system.addresses())) {
      var keys = new Keys(client);
      var watched = new ArrayList<Watched>();
      for (var file : files) {
        watched.add(new Watched(drop.put(file, keys.key(file), metadata)));
      }
      var display = Boolean.getBoolean("bulkorder.terminal") ? Display.TERMINAL : Display.LOG;
      new Watch(api, new Progress(System.err, display)).untilEnded(watched);
      return watched;
    }
  }
}
