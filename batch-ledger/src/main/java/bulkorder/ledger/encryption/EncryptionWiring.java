package bulkorder.ledger.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes the key provider. */
@ApplicationScoped
class EncryptionWiring {

  @Produces
  @Singleton
  KeyProvider keyProvider(EncryptionConfig config, SecureRandom random) {
    return new LocalKeyProvider(
        config
            .keys()
            .orElseThrow(() -> new IllegalStateException("bulkorder.encryption.keys is not set")),
        random);
  }
}
