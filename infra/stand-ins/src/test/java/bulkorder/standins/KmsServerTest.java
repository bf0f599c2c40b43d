package bulkorder.standins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KmsServerTest {

  private static final String PLAIN =
      Base64.getEncoder().encodeToString("the bytes of a key".getBytes(UTF_8));
  private static final String DEMO = "{\"client\": \"demo\"}";

  private final KmsServer server = KmsServer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String key = server.createKey();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void what_was_encrypted_is_decrypted_by_its_key_under_the_same_context_alone() throws Exception {
    JsonNode encrypted = encrypt(key, DEMO);
    String blob = encrypted.path("CiphertextBlob").asText();

    assertThat(encrypted.path("KeyId").asText()).isEqualTo(key);
    assertThat(blob).doesNotContain(PLAIN);
    assertThat(decrypt(key, blob, DEMO).path("Plaintext").asText()).isEqualTo(PLAIN);
    assertThat(error(decrypt(key, blob, "{\"client\": \"acme\"}")))
        .isEqualTo("InvalidCiphertextException");
    assertThat(error(decrypt(key, blob, "{}"))).isEqualTo("InvalidCiphertextException");
    assertThat(error(decrypt(server.createKey(), blob, DEMO))).isEqualTo("IncorrectKeyException");
    assertThat(error(decrypt(key, PLAIN, DEMO))).isEqualTo("InvalidCiphertextException");
    assertThat(error(decrypt(key, "", DEMO))).isEqualTo("InvalidCiphertextException");
  }

  @Test
  void an_alias_means_one_key_and_then_another() throws Exception {
    String other = server.createKey();
    server.alias("alias/orders", key);
    String blob = encrypt("alias/orders", DEMO).path("CiphertextBlob").asText();

    server.alias("alias/orders", other);

    assertThat(ask("DescribeKey", "{\"KeyId\": \"alias/orders\"}").at("/KeyMetadata/Arn").asText())
        .isEqualTo(other);
    assertThat(encrypt("alias/orders", DEMO).path("KeyId").asText()).isEqualTo(other);
    assertThat(decrypt(key, blob, DEMO).path("Plaintext").asText()).isEqualTo(PLAIN);
    assertThat(error(encrypt("alias/none", DEMO))).isEqualTo("NotFoundException");
  }

  @Test
  void a_disabled_key_does_nothing() throws Exception {
    String blob = encrypt(key, DEMO).path("CiphertextBlob").asText();

    server.disable(key);

    assertThat(error(encrypt(key, DEMO))).isEqualTo("DisabledException");
    assertThat(error(decrypt(key, blob, DEMO))).isEqualTo("DisabledException");
  }

  @Test
  void it_fails_as_it_is_told_to_and_counts_what_it_was_asked_for() throws Exception {
    server.behave(KmsServer.Behaviour.failing("ThrottlingException"));
    assertThat(send("Encrypt", "{}").statusCode()).isEqualTo(400);
    server.behave(KmsServer.Behaviour.failing("KMSInternalException"));
    assertThat(send("Encrypt", "{}").statusCode()).isEqualTo(500);
    server.behave(new KmsServer.Behaviour(Duration.ZERO, "", true));
    assertThatThrownBy(() -> send("Encrypt", "{}")).isInstanceOf(IOException.class);
    server.behave(KmsServer.Behaviour.NONE);

    assertThat(encrypt(key, DEMO).path("KeyId").asText()).isEqualTo(key);
    assertThat(server.calls("Encrypt")).isEqualTo(4);
    assertThat(server.calls("Decrypt")).isZero();
  }

  @Test
  void what_it_does_not_know_is_an_error() throws Exception {
    assertThat(error(ask("ScheduleKeyDeletion", "{}"))).isEqualTo("UnknownOperationException");
    assertThat(error(ask("Encrypt", "{\"KeyId\": \"%s\", \"Plaintext\": \"*\"}".formatted(key))))
        .isEqualTo("SerializationException");
    assertThat(error(ask("Encrypt", "{\"KeyId\": \"%s\", \"Plaintext\": \"\"}".formatted(key))))
        .isEqualTo("ValidationException");
  }

  private JsonNode encrypt(String keyId, String context) throws Exception {
    return ask(
        "Encrypt",
        "{\"KeyId\": \"%s\", \"Plaintext\": \"%s\", \"EncryptionContext\": %s}"
            .formatted(keyId, PLAIN, context));
  }

  private JsonNode decrypt(String keyId, String blob, String context) throws Exception {
    return ask(
        "Decrypt",
        "{\"KeyId\": \"%s\", \"CiphertextBlob\": \"%s\", \"EncryptionContext\": %s}"
            .formatted(keyId, blob, context));
  }

  private static String error(JsonNode answer) {
    return answer.path("__type").asText();
  }

  private JsonNode ask(String operation, String body) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(send(operation, body).body());
  }

  private HttpResponse<String> send(String operation, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.endpoint().resolve("/"))
            .timeout(Duration.ofSeconds(5))
            .header("X-Amz-Target", "TrentService." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
