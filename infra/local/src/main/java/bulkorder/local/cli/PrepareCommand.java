package bulkorder.local.cli;

import bulkorder.local.DirectoryTree;
import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.Packaging;
import bulkorder.local.SignIn;
import bulkorder.local.lambda.StartCache;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Part of the build: lets the functions work on an example once, and keeps what Java learned of
 * them, so that every later start is quick. Done again for the same artifacts, it does nothing.
 * Without its result everything works, only slower, so a failure is told and breaks nothing.
 */
public final class PrepareCommand {
  private static final String CLIENT = "demo";
  private static final String EXAMPLE = "infra/local/examples/orders-1000.csv";

  /** Those that work on a file: two of one artifact at the same time would write the same cache. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "SchemaFunction",
          "ImportFunction",
          "OrderFunction",
          "PaymentFunction",
          "NotifyFunction",
          "ReportsFunction",
          "StatusFunction");

  private static final List<String> ARTIFACTS =
      List.of(
          "infra/schema",
          "import-function",
          "order-function",
          "payment-function",
          "notify-function",
          "status-function");

  private PrepareCommand() {}

  /** Takes the checkout as its only argument. */
  public static void main(String[] arguments) throws InterruptedException {
    var root = Path.of(arguments[0]).toAbsolutePath().normalize();
    try {
      prepare(root);
    } catch (IOException | IllegalStateException failure) {
      System.err.println("Functions will start more slowly: " + failure.getMessage());
    }
  }

  private static void prepare(Path root) throws IOException, InterruptedException {
    var target = Files.createDirectories(root.resolve("infra/local/target"));
    var data = Files.createTempDirectory(target, "prepare-");
    try {
      var options =
          LocalOptions.standard(root, data, System.err::println)
              .running(template -> template.withOnly(FUNCTIONS))
              .makingStartCaches();
      if (!isPrepared(root, options)) {
        long started = System.nanoTime();
        work(root, options);
        for (var zip : artifacts(root)) {
          StartCache.keep(zip, options.code());
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        System.out.printf("The functions are prepared for quick starts, in %d s.%n", seconds);
      }
    } finally {
      DirectoryTree.delete(data);
    }
  }

  private static boolean isPrepared(Path root, LocalOptions options) throws IOException {
    for (var zip : artifacts(root)) {
      if (!StartCache.exists(zip, options.code())) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> artifacts(Path root) {
    return ARTIFACTS.stream().map(module -> Packaging.JVM.artifact(root, module)).toList();
  }

  private static void work(Path root, LocalOptions options)
      throws IOException, InterruptedException {
    try (var system = LocalSystem.start(options);
        var api =
            new BatchApi(
                system.addresses().api(), new SignIn(system.addresses()).forClient(CLIENT));
        var drop = new FileDrop(system.addresses());
        var nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      var file = root.resolve(EXAMPLE);
      var watched = new Watched(drop.put(file, new Keys(CLIENT).key(file)));
      new Watch(api, new Progress(nowhere, Progress.Display.LOG)).untilEnded(List.of(watched));
    }
  }
}
