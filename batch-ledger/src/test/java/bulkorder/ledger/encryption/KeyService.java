package bulkorder.ledger.encryption;

import bulkorder.standins.KmsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stand-in of AWS KMS with a key, known by an alias, in place of local master keys. */
public class KeyService implements QuarkusTestResourceLifecycleManager {

  static final String ALIAS = "alias/orders";

  private static @Nullable KmsServer server;

  @Override
  public Map<String, String> start() {
    KmsServer started = KmsServer.start();
    started.alias(ALIAS, started.createKey());
    server = started;
    return Map.of(
        "bulkorder.encryption.kms-key", ALIAS,
        "bulkorder.encryption.keys", "",
        "quarkus.kms.endpoint-override", started.endpoint().toString(),
        "quarkus.kms.api-call-attempt-timeout", "PT0.5S",
        "quarkus.kms.api-call-timeout", "PT1S",
        "quarkus.kms.aws.region", "ap-northeast-1",
        "quarkus.kms.aws.credentials.type", "static",
        "quarkus.kms.aws.credentials.static-provider.access-key-id", "test",
        "quarkus.kms.aws.credentials.static-provider.secret-access-key", "test");
  }

  @Override
  public void stop() {
    kms().close();
  }

  static KmsServer kms() {
    return Objects.requireNonNull(server);
  }
}
