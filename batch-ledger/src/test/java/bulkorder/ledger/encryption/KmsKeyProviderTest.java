package bulkorder.ledger.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.KeyProvider.WrappedKey;
import bulkorder.standins.KmsServer;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsKeyProviderTest {

  private static final ClientId DEMO = new ClientId("demo");
  private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private final KmsServer server = KmsServer.start();
  private final KmsClient client =
      KmsClient.builder()
          .endpointOverride(server.endpoint())
          .region(Region.AP_NORTHEAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private final String key = server.createKey();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARN", "ID", "ALIAS"})
  void a_wrapped_key_names_its_master_key_by_arn_however_that_is_configured(String form) {
    server.alias("alias/orders", key);
    KmsKeyProvider provider =
        provider(
            switch (form) {
              case "ARN" -> key;
              case "ID" -> key.substring(key.lastIndexOf('/') + 1);
              default -> "alias/orders";
            });

    WrappedKey wrapped = provider.wrap(DEMO, DATA_KEY);

    assertThat(provider.present()).isEqualTo(key);
    assertThat(wrapped.masterKey()).isEqualTo(key);
    assertThat(provider.unwrap(DEMO, wrapped)).isEqualTo(DATA_KEY);
  }

  @Test
  void a_wrapped_key_is_its_clients_alone() {
    WrappedKey wrapped = provider(key).wrap(DEMO, DATA_KEY);

    assertThatExceptionOfType(InvalidCiphertextException.class)
        .isThrownBy(() -> provider(key).unwrap(new ClientId("acme"), wrapped));
  }

  @Test
  void what_a_former_key_wrapped_is_unwrapped_by_it() {
    server.alias("alias/orders", key);
    WrappedKey before = provider("alias/orders").wrap(DEMO, DATA_KEY);
    String other = server.createKey();

    server.alias("alias/orders", other);

    assertThat(provider("alias/orders").present()).isEqualTo(other);
    assertThat(provider("alias/orders").unwrap(DEMO, before)).isEqualTo(DATA_KEY);
    assertThatExceptionOfType(IncorrectKeyException.class)
        .isThrownBy(
            () -> provider("alias/orders").unwrap(DEMO, new WrappedKey(other, before.base64())));
  }

  @Test
  void an_error_tells_nothing_of_the_data_key() {
    WrappedKey wrapped = provider(key).wrap(DEMO, DATA_KEY);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> provider("alias/none").wrap(DEMO, DATA_KEY))
        .satisfies(KmsKeyProviderTest::tellsNothing);
    server.disable(key);
    assertThatExceptionOfType(DisabledException.class)
        .isThrownBy(() -> provider(key).wrap(DEMO, DATA_KEY))
        .satisfies(KmsKeyProviderTest::tellsNothing);
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> provider(key).unwrap(DEMO, wrapped))
        .satisfies(KmsKeyProviderTest::tellsNothing);
  }

  private static void tellsNothing(Throwable error) {
    assertThat(error.toString())
        .doesNotContain(Base64.getEncoder().encodeToString(DATA_KEY))
        .doesNotContain(new String(DATA_KEY, UTF_8));
  }

  private KmsKeyProvider provider(String keyId) {
    return new KmsKeyProvider(client, keyId);
  }
}
