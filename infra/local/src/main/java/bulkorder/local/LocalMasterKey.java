package bulkorder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key under which personal fields are encrypted on this machine. It lies beside the data that
 * it opens, and is made with it.
 *
 * @param configured as the functions take it
 */
record LocalMasterKey(String configured) {
  private static final String FILE = "encryption-keys";
  private static final int KEY_BYTES = 32;

  /** The key of a data directory, made if it has none. */
  static LocalMasterKey in(Path dataDirectory) throws IOException {
    var file = dataDirectory.resolve(FILE);
    if (!Files.exists(file)) {
      var ownerAlone = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerAlone));
      Files.writeString(file, "local:" + Base64.getEncoder().encodeToString(random()));
    }
    return new LocalMasterKey(Files.readString(file));
  }

  private static byte[] random() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
