package bulkorder.local.bench;

import bulkorder.local.DirectoryTree;
import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.events.Problems;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a benchmark works with: a directory that goes with it, files of orders, local systems. */
final class Workbench implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

  private final Path root;
  private final Path directory;
  private int systems;
  private long saidAtNanos;

  private Workbench(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /** On the file system of the checkout, where the data of {@code infra/run} are, too. */
  static Workbench in(Path root) throws IOException {
    var target = Files.createDirectories(root.resolve("infra/local/target"));
    return new Workbench(root, Files.createTempDirectory(target, "bench-"));
  }

  /** The checkout. */
  Path root() {
    return root;
  }

  /** Tells what is done now. */
  void say(String sentence) {
    System.err.println(sentence);
    saidAtNanos = System.nanoTime();
  }

  /** Tells how far it is, unless something was told a moment ago. */
  void sayNowAndThen(String sentence) {
    if (System.nanoTime() - saidAtNanos > BETWEEN_LINES.toNanos()) {
      say(sentence);
    }
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** Orders that are all good; each seed has other order references. */
  Path orders(int rows, int seed) throws IOException, InterruptedException {
    var file = path("orders-%d-%d.csv".formatted(rows, seed));
    var generator =
        List.of(
            root.resolve("infra/local/examples/generate").toString(),
            Integer.toString(rows),
            "--seed",
            Integer.toString(seed),
            "-o",
            file.toString());
    var process = new ProcessBuilder(generator).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", generator) + " failed");
      }
      return file;
    } finally {
      process.destroy();
    }
  }

  /** Starts a variant of the deployed system on no data, in real time and with fsync on. */
  LocalSystem system(UnaryOperator<Template> variant, Problems problems)
      throws IOException, InterruptedException {
    return system(variant, 1, problems);
  }

  /** The same with so many processes of one function at most. */
  LocalSystem system(UnaryOperator<Template> variant, int copies, Problems problems)
      throws IOException, InterruptedException {
    return systemWith(problems, options -> options.running(variant).withCopies(copies));
  }

  /** The same with what else is to be different. */
  LocalSystem systemWith(Problems problems, UnaryOperator<LocalOptions> difference)
      throws IOException, InterruptedException {
    var data = path("data-" + ++systems);
    return LocalSystem.start(difference.apply(LocalOptions.standard(root, data, problems)));
  }

  @Override
  public void close() throws IOException {
    DirectoryTree.delete(directory);
  }
}
