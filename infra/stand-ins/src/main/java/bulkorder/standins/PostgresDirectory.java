package bulkorder.standins;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where one Postgres keeps its data and log, locked while it runs, so that a second one is refused
 * instead of the first being taken for a leftover.
 */
final class PostgresDirectory implements AutoCloseable {

  private static final int INITDB_SECONDS_MAX = 60;

  private final Path root;
  private final FileChannel lock;

  private PostgresDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * @throws IllegalStateException when another run uses the directory
   */
  static PostgresDirectory locked(Path directory) throws IOException {
    Path root = Files.createDirectories(directory.toAbsolutePath().normalize()).toRealPath();
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IllegalStateException("another run is using the database in " + root);
    }
    return new PostgresDirectory(root, channel);
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** Makes the data ready for a start: made when missing, freed of what a killed run left. */
  void prepare(PostgresBinaries binaries, OrdinaryUser user, boolean kept) throws IOException {
    if (!Files.exists(data())) {
      initialise(binaries, user, kept);
    }
    PostmasterFile.in(data()).clear();
    user.own(data());
  }

  /** Built beside its place and renamed, so that a killed first start leaves nothing half made. */
  private void initialise(PostgresBinaries binaries, OrdinaryUser user, boolean kept)
      throws IOException {
    Path fresh = root.resolve("data.new");
    TemporaryDirectory.delete(fresh);
    Files.createDirectory(fresh);
    user.own(fresh);
    List<String> initdb =
        new ArrayList<>(
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + PostgresServer.USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8"));
    if (!kept) {
      initdb.add("--no-sync");
    }
    Process process =
        new ProcessBuilder(user.command(initdb))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try {
      if (!process.waitFor(INITDB_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("initdb took more than " + INITDB_SECONDS_MAX + " s in " + fresh);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during initdb", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("initdb failed in " + fresh + ": " + Files.readString(log()).strip());
    }
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  void delete() throws IOException {
    TemporaryDirectory.delete(root);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException usedByThisProcess) {
      return null;
    }
  }
}
