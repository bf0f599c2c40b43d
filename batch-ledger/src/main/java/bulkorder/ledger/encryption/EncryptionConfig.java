package bulkorder.ledger.encryption;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the master keys are. */
@ConfigMapping(prefix = "bulkorder.encryption")
public interface EncryptionConfig {

  /**
   * The master keys, {@code name:key} pairs with commas between them, a key being 32 bytes in
   * Base64. The first wraps new data keys; the others stay for what they wrapped. Needed by each
   * function that writes or reads personal fields.
   */
  Optional<String> keys();
}
