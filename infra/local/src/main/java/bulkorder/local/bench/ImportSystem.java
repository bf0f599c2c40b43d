package bulkorder.local.bench;

import bulkorder.local.LocalSystem;
import bulkorder.local.bench.Ledger.Imported;
import bulkorder.local.cli.FileDrop;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The system with nothing that competes with the import: messages are sent, and nobody reads them.
 */
final class ImportSystem implements AutoCloseable {
  private static final String SCHEMA = "SchemaFunction";
  private static final String IMPORT = "ImportFunction";

  private final Workbench workbench;
  private final LocalSystem system;
  private final Queue<String> problems;
  private final FileDrop drop;
  private final Ledger ledger;
  private int files;

  private ImportSystem(
      Workbench workbench,
      LocalSystem system,
      Queue<String> problems,
      FileDrop drop,
      Ledger ledger) {
    this.workbench = workbench;
    this.system = system;
    this.problems = problems;
    this.drop = drop;
    this.ledger = ledger;
  }

  /**
   * Returns when the import function's process is ready.
   *
   * @param javaOptions of that process, beside those of the template; where both say something,
   *     these count
   */
  static ImportSystem start(Workbench workbench, String javaOptions)
      throws IOException, SQLException, InterruptedException {
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    var system =
        workbench.system(
            template ->
                template
                    .withOnly(Set.of(SCHEMA, IMPORT))
                    .withVariable(IMPORT, "JDK_JAVA_OPTIONS", javaOptions),
            problems::add);
    try {
      system.lambda().prewarm(List.of(IMPORT));
      var at = system.addresses();
      return new ImportSystem(workbench, system, problems, new FileDrop(at), Ledger.of(at));
    } catch (IOException | SQLException | InterruptedException | RuntimeException failure) {
      system.close();
      throw failure;
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Uploads the file and waits until it is imported.
   *
   * @throws IllegalStateException if it does not go through at the first attempt
   */
  Imported importFile(Path file) throws IOException, SQLException, InterruptedException {
    String key = "incoming/demo/%d-%s".formatted(++files, file.getFileName());
    drop.put(file, key);
    var imported =
        ledger.awaitImport(
            key,
            System.nanoTime(),
            rows -> workbench.sayNowAndThen("  %,d rows read".formatted(rows)));
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the import failed: " + problems);
    }
    return imported;
  }

  /** The most memory that the import function's process has had resident. */
  double peakResidentMegabytes() throws IOException {
    return ProcessMemory.peakMegabytes(system.lambda().processIds(IMPORT).getFirst());
  }

  @Override
  public void close() throws SQLException {
    drop.close();
    ledger.close();
    system.close();
  }
}
