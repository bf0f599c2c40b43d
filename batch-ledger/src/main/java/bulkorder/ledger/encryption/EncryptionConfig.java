package bulkorder.ledger.encryption;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * Where the master keys are: one of both must be said to each function that writes or reads
 * personal fields.
 */
@ConfigMapping(prefix = "bulkorder.encryption")
public interface EncryptionConfig {

  /**
   * The customer-managed key in AWS KMS that wraps new data keys: its id or ARN, or an alias of it.
   */
  Optional<String> kmsKey();

  /**
   * The master keys themselves, for one machine: {@code name:key} pairs with commas between them, a
   * key being 32 bytes in Base64. The first wraps new data keys; the others stay for what they
   * wrapped.
   */
  Optional<String> keys();
}
