package bulkorder.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks an artifact into a directory named after its content. Several runs may unpack the same
 * one at the same time: each into a directory of its own, of which the first to be ready gets the
 * name.
 */
final class Unpacking {
  private static final int ENTRIES_MAX = 20_000;
  private static final long ENTRY_BYTES_MAX = 500_000_000;
  private static final int VERSIONS_MAX = 3;

  private final Path zip;
  private final Path codeDirectory;

  Unpacking(Path zip, Path codeDirectory) {
    this.zip = zip;
    this.codeDirectory = codeDirectory;
  }

  Path unpack() throws IOException {
    if (!Files.isReadable(zip)) {
      throw new NoSuchFileException(zip + " (a function's artifact) is missing; build it first");
    }
    try (var file = new ZipFile(zip.toFile())) {
      var target = codeDirectory.resolve(name(file));
      return Files.isDirectory(target) ? target : unpack(file, target);
    }
  }

  private Path unpack(ZipFile file, Path target) throws IOException {
    Files.createDirectories(codeDirectory);
    var unfinished = Files.createTempDirectory(codeDirectory, "unpacking-");
    try (var classes = new TaskJar(Files.newOutputStream(unfinished.resolve(Artifact.TASK_JAR)))) {
      for (var entry : Collections.list(file.entries())) {
        extract(file, entry, unfinished, classes);
      }
    }
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      deleteOldVersions();
      return target;
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      DirectoryTree.delete(unfinished);
      return target;
    }
  }

  /** Each build leaves a version behind; a run that began before it may still use the last ones. */
  private void deleteOldVersions() throws IOException {
    try (var directories = Files.list(codeDirectory)) {
      var old =
          directories
              .filter(directory -> directory.getFileName().toString().startsWith(module() + "-"))
              .sorted(Comparator.comparing(Unpacking::modified).reversed())
              .skip(VERSIONS_MAX)
              .toList();
      for (var directory : old) {
        DirectoryTree.delete(directory);
      }
    }
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static void extract(ZipFile file, ZipEntry entry, Path directory, TaskJar classes)
      throws IOException {
    var path = directory.resolve(entry.getName()).normalize();
    if (!path.startsWith(directory) || entry.getSize() > ENTRY_BYTES_MAX) {
      throw new IOException("%s holds a bad entry: %s".formatted(file.getName(), entry));
    }
    if (entry.isDirectory()) {
      return;
    }
    try (var content = file.getInputStream(entry)) {
      if (entry.getName().startsWith("lib/") || entry.getName().equals("bootstrap")) {
        Files.createDirectories(path.resolveSibling("."));
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
      } else {
        classes.add(entry, content);
      }
    }
    if (entry.getName().equals("bootstrap") && !path.toFile().setExecutable(true)) {
      throw new IOException(path + " cannot be made executable");
    }
  }

  /** The module's name and a checksum of what the zip's directory says of each entry. */
  private String name(ZipFile file) throws IOException {
    if (file.size() > ENTRIES_MAX) {
      throw new IOException(zip + " holds more than " + ENTRIES_MAX + " entries");
    }
    var checksum = new CRC32();
    for (var entry : Collections.list(file.entries())) {
      checksum.update((entry.getName() + entry.getSize() + ":" + entry.getCrc()).getBytes(UTF_8));
    }
    return "%s-%08x".formatted(module(), checksum.getValue());
  }

  /**
   * The folder of {@code folder/target/function.zip}; one of another name for {@code
   * folder/target/native/function.zip}, so that neither counts as a version of the other.
   */
  private String module() {
    var path = zip.toAbsolutePath().getParent();
    String before = "";
    for (; path != null && path.getFileName() != null; path = path.getParent()) {
      if (path.endsWith("target")) {
        return before + path.resolveSibling("").getFileName();
      }
      before = path.getFileName() + "-" + before;
    }
    return "function";
  }
}
