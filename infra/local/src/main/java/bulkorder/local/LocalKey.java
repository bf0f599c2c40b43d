package bulkorder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key of this machine. It lies beside the data that were made with it, and is made with them.
 *
 * @param configured as the functions take it
 */
record LocalKey(String configured) {
  private static final int KEY_BYTES = 32;

  /** The key under which personal fields are encrypted. */
  static LocalKey master(Path dataDirectory) throws IOException {
    return in(dataDirectory.resolve("encryption-keys"), "local:");
  }

  /** The key of the hashes of suppressed addresses. */
  static LocalKey ofAddressHashes(Path dataDirectory) throws IOException {
    return in(dataDirectory.resolve("address-hash-key"), "");
  }

  private static LocalKey in(Path file, String before) throws IOException {
    if (!Files.exists(file)) {
      var ownerAlone = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerAlone));
      Files.writeString(file, before + Base64.getEncoder().encodeToString(random()));
    }
    return new LocalKey(Files.readString(file));
  }

  private static byte[] random() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
