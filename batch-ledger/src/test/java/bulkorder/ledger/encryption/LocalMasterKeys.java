package bulkorder.ledger.encryption;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Local master keys by their names: the same name is the same key. */
final class LocalMasterKeys {

  private LocalMasterKeys() {}

  /** A provider that has these keys, of which the first wraps. */
  static LocalKeyProvider provider(String... names) {
    return new LocalKeyProvider(configured(names), new SecureRandom());
  }

  static String configured(String... names) {
    return Arrays.stream(names)
        .map(name -> name + ":" + base64(name))
        .collect(Collectors.joining(","));
  }

  private static String base64(String name) {
    byte[] key = new byte[AesGcm.KEY_BYTES];
    Arrays.fill(key, (byte) name.hashCode());
    return Base64.getEncoder().encodeToString(key);
  }
}
