package bulkorder.ledger.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mail addresses as keyed hashes: to be recognised, and not to be read. */
@ApplicationScoped
class AddressHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final NotificationConfig config;

  AddressHash(NotificationConfig config) {
    this.config = config;
  }

  /**
   * HMAC-SHA256 of the address in lower case.
   *
   * @throws IllegalStateException if the key is not configured, or is none
   */
  byte[] of(String address) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      return mac.doFinal(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an address cannot be hashed", e);
    }
  }

  private byte[] key() {
    byte[] key =
        Base64.getDecoder()
            .decode(
                config
                    .addressHashKey()
                    .orElseThrow(
                        () -> new IllegalStateException("bulkorder.address-hash-key is not set")));
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException(
          "bulkorder.address-hash-key has %d bytes, not %d".formatted(key.length, KEY_BYTES));
    }
    return key;
  }
}
