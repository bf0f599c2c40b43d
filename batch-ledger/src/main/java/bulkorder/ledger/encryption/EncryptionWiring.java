package bulkorder.ledger.encryption;

import bulkorder.ledger.operations.Measurements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;

/** Makes the key provider that is configured, when it is needed first. */
@ApplicationScoped
class EncryptionWiring {

  @Produces
  @Singleton
  KeyProvider keyProvider(
      EncryptionConfig config,
      Instance<KmsClient> kms,
      Measurements measurements,
      SecureRandom random) {
    return new MeasuredKeys(chosen(config, kms::get, random), measurements);
  }

  /**
   * The provider that is configured.
   *
   * @throws IllegalStateException if that is none, or two
   */
  static KeyProvider chosen(EncryptionConfig config, Supplier<KmsClient> kms, SecureRandom random) {
    if (config.kmsKey().isPresent() == config.keys().isPresent()) {
      throw new IllegalStateException(
          "of bulkorder.encryption.kms-key and bulkorder.encryption.keys, one must be set; %s is"
              .formatted(config.keys().isPresent() ? "each" : "neither"));
    }
    return config
        .kmsKey()
        .<KeyProvider>map(key -> new KmsKeyProvider(kms.get(), key))
        .orElseGet(() -> new LocalKeyProvider(config.keys().orElseThrow(), random));
  }
}
