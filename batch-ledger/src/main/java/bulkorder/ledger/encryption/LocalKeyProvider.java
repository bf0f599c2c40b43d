package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Master keys that are configured: the first wraps, every one of them unwraps. Wrapped keys are not
 * bound to their client here; what is sealed under them is.
 */
final class LocalKeyProvider implements KeyProvider {

  private static final byte[] NO_HEAD = {};

  private final SecureRandom random;
  private final Map<String, byte[]> keys = new LinkedHashMap<>();

  /**
   * Takes the keys.
   *
   * @param configured {@code name:key} pairs with commas between them, a key being 32 bytes in
   *     Base64
   * @throws IllegalArgumentException if there is none, or one is something else
   */
  LocalKeyProvider(String configured, SecureRandom random) {
    this.random = random;
    for (String pair : configured.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("an encryption key must be written name:base64");
      }
      keys.put(pair.substring(0, colon).strip(), key(pair.substring(colon + 1).strip()));
    }
  }

  /** The text is a secret, so no error repeats it. */
  private static byte[] key(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("an encryption key is not in Base64");
    }
    if (key.length != AesGcm.KEY_BYTES) {
      throw new IllegalArgumentException(
          "an encryption key has %d bytes, not %d".formatted(key.length, AesGcm.KEY_BYTES));
    }
    return key;
  }

  @Override
  public String present() {
    return keys.keySet().iterator().next();
  }

  @Override
  public WrappedKey wrap(ClientId clientId, byte[] dataKey) {
    String name = present();
    byte[] wrapped = cipher(name).seal(NO_HEAD, context(name), dataKey);
    return new WrappedKey(name, Base64.getEncoder().encodeToString(wrapped));
  }

  @Override
  public byte[] unwrap(ClientId clientId, WrappedKey wrapped) {
    String name = wrapped.masterKey();
    return cipher(name)
        .open(NO_HEAD.length, context(name), Base64.getDecoder().decode(wrapped.base64()));
  }

  private AesGcm cipher(String name) {
    byte[] key = keys.get(name);
    if (key == null) {
      throw new IllegalStateException("there is no encryption key \"%s\"".formatted(name));
    }
    return new AesGcm(key, random);
  }

  private static byte[] context(String name) {
    return ("data key " + name).getBytes(StandardCharsets.UTF_8);
  }
}
