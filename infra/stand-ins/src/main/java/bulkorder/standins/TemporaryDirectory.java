package bulkorder.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Directories of this user below the machine's temporary directory. */
final class TemporaryDirectory {

  private static final Set<PosixFilePermission> READABLE_BY_ALL =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private TemporaryDirectory() {}

  /** A directory that all processes of this user share; others may read it. */
  static Path shared(String name) throws IOException {
    Path directory =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "bulkorder-" + name + "-" + System.getProperty("user.name"));
    Files.createDirectories(directory);
    makeReadableByAll(directory);
    return directory;
  }

  /** A new directory of the caller's own, which it deletes when it is done. */
  static Path create(String name) throws IOException {
    Path directory = Files.createTempDirectory("bulkorder-" + name + "-");
    makeReadableByAll(directory);
    return directory;
  }

  static void makeReadableByAll(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, READABLE_BY_ALL);
  }

  static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, READABLE_BY_ALL);
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(directory)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
