package bulkorder.ledger.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

class EncryptionConfigTest {

  private static final String KMS_KEY = "bulkorder.encryption.kms-key";
  private static final String KEYS = "bulkorder.encryption.keys";
  private static final String LOCAL = LocalMasterKeys.configured("local");

  @Test
  void either_kms_or_local_keys_provide_the_master_key() {
    assertThat(chosen(Map.of(KMS_KEY, "alias/orders"))).isInstanceOf(KmsKeyProvider.class);
    assertThat(chosen(Map.of(KEYS, LOCAL))).isInstanceOf(LocalKeyProvider.class);
    assertThat(chosen(Map.of(KMS_KEY, "", KEYS, LOCAL)).present()).isEqualTo("local");
  }

  @Test
  void none_and_both_are_told_apart_and_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> chosen(Map.of()))
        .withMessage(
            "of bulkorder.encryption.kms-key and bulkorder.encryption.keys, one must be set; neither is");
    assertThatIllegalStateException()
        .isThrownBy(() -> chosen(Map.of(KMS_KEY, "alias/orders", KEYS, LOCAL)))
        .withMessage(
            "of bulkorder.encryption.kms-key and bulkorder.encryption.keys, one must be set; each is");
  }

  private static KeyProvider chosen(Map<String, String> values) {
    var builder = new SmallRyeConfigBuilder().withMapping(EncryptionConfig.class);
    values.forEach(builder::withDefaultValue);
    EncryptionConfig config = builder.build().getConfigMapping(EncryptionConfig.class);
    return EncryptionWiring.chosen(config, EncryptionConfigTest::noCallIsMade, new SecureRandom());
  }

  private static KmsClient noCallIsMade() {
    return new KmsClient() {
      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }
}
