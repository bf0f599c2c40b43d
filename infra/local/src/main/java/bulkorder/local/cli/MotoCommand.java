package bulkorder.local.cli;

import bulkorder.local.DirectoryTree;
import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.SignIn;
import bulkorder.local.cli.Progress.Display;
import bulkorder.local.moto.MotoRecords;
import bulkorder.local.moto.MotoServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The command {@code infra/moto}. The script of that name starts it, with the system property
 * {@code bulkorder.root} (the checkout).
 */
@Command(
    name = "infra/moto",
    description = {
      "Runs the functions' artifacts against moto_server, another implementation of S3 events, SQS and SES than that of infra/run, "
          + "imports the files and compares what the API tells with what moto has.",
      "moto has no SendBulkEmail of SES v2: those requests reach its SendBulkTemplatedEmail of v1."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every row has its end, and moto has what the API tells",
      "1:it has not, or there is no moto_server",
      "2:wrong usage",
      "3:there is no JDK or Maven, or the build failed",
      "130:stopped by Ctrl-C"
    })
public final class MotoCommand implements Callable<Integer> {
  private static final String CLIENT = "demo";

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Parameters(
      paramLabel = "FILE",
      description = "Files of orders; by default infra/local/examples/orders-1000.csv.")
  private List<Path> files = List.of();

  private MotoCommand() {}

  /** Runs, and exits with the command's status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new MotoCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    var root = Path.of(System.getProperty("bulkorder.root", ".")).toAbsolutePath().normalize();
    try {
      var target = Files.createDirectories(root.resolve("infra/local/target"));
      var data = Files.createTempDirectory(target, "moto-");
      var findings = run(root, data);
      findings.forEach(finding -> System.err.println("infra/moto: " + finding));
      if (findings.isEmpty()) {
        System.out.println(
            "moto has every mail and report of which the API tells, and no message is left.");
        DirectoryTree.delete(data);
        return ExitStatus.ENDED;
      }
      System.err.println("infra/moto: logs are in " + data);
    } catch (IOException | SdkException | IllegalStateException failure) {
      System.err.println("infra/moto: " + failure.getMessage());
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    }
    return ExitStatus.FAILED;
  }

  /** What does not agree. */
  private List<String> run(Path root, Path data) throws IOException, InterruptedException {
    var moto = new CompletableFuture<MotoServices>();
    try (var problems = new ProblemLog(data.resolve("logs"));
        var system =
            LocalSystem.start(
                LocalOptions.standard(root, data, problems)
                    .on(
                        (directory, credentials, _, objects) -> {
                          var services = MotoServices.start(directory, credentials, objects);
                          moto.complete(services);
                          return services;
                        }))) {
      var records = new MotoRecords(moto.join(), system.addresses().bucket());
      return new Comparison(records, follow(system, root)).findings();
    }
  }

  /** The batches that have the rows of the files. */
  private List<Batch> follow(LocalSystem system, Path root)
      throws IOException, InterruptedException {
    var given =
        files.isEmpty() ? List.of(root.resolve("infra/local/examples/orders-1000.csv")) : files;
    String token = new SignIn(system.addresses()).forClient(CLIENT);
    try (var api = new BatchApi(system.addresses().api(), token);
        var drop = new FileDrop(system.addresses())) {
      var keys = new Keys(CLIENT);
      var watched = new ArrayList<Watched>();
      for (var file : given) {
        watched.add(new Watched(drop.put(file, keys.key(file))));
      }
      new Watch(api, new Progress(System.err, Display.LOG)).untilEnded(watched);
      var summary = new Summary(api);
      for (var file : watched) {
        summary.of(file).forEach(System.out::println);
      }
      return watched.stream().flatMap(file -> file.rows().stream()).toList();
    }
  }
}
