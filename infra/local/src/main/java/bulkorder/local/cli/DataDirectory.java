package bulkorder.local.cli;

import bulkorder.local.DirectoryTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The directory that holds a run's data. One run at a time has it: a second run beside the first
 * takes the next.
 */
final class DataDirectory implements AutoCloseable {
  private static final int RUNS_MAX = 16;
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Takes {@code data}, or {@code data-2} and so on, the first that no other run has. */
  static DataDirectory take(Path parent) throws IOException {
    for (int number = 1; number <= RUNS_MAX; number++) {
      var path = parent.resolve(number == 1 ? "data" : "data-" + number);
      Files.createDirectories(path);
      var channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isOurs(channel)) {
        return new DataDirectory(path, channel);
      }
      channel.close();
    }
    throw new IOException(
        "%d runs have all data directories in %s already".formatted(RUNS_MAX, parent));
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  /** Deletes what earlier runs left. */
  void empty() throws IOException {
    List<Path> content;
    try (var files = Files.list(path)) {
      content = files.filter(file -> !file.endsWith(LOCK)).toList();
    }
    for (var file : content) {
      DirectoryTree.delete(file);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
