package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.batch.Batch;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The build gives the tests {@code AWS_ENDPOINT_URL_S3}, as the local run gives it the function.
 */
@QuarkusTest
class UploadTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";

  @Test
  void a_client_is_promised_a_batch_and_told_where_to_put_its_file() {
    Answer answer =
        api.post(
            BATCHES,
            """
            {"clientId": "demo", "fileName": "orders.csv", "bulkImportGroup": "spring"}
            """);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("/status")).isEqualTo("AWAITING_UPLOAD");
    assertThat(answer.text("/upload/method")).isEqualTo("PUT");
    assertThat(answer.json().at("/upload/headers").isEmpty()).isTrue();
    assertThat(answer.header("location")).isEqualTo(BATCHES + "/" + answer.text("/batchId"));
    Batch batch = batch(answer);
    assertThat(batch.status()).isEqualTo(BatchStatus.AWAITING_UPLOAD);
    assertThat(batch.bulkImportGroup()).hasValue("spring");
    assertThat(batch.objectKey())
        .hasValue("incoming/demo/%s/orders.csv".formatted(batch.batchId()));
  }

  @Test
  void the_upload_is_signed_for_the_endpoint_in_force_by_path_and_for_a_quarter_of_an_hour() {
    Answer answer = api.post(BATCHES, request("demo", "注文 2026年4月+#1.csv"));

    URI url = URI.create(answer.text("/upload/url"));
    assertThat(url.getAuthority()).isEqualTo("127.0.0.1:9999");
    assertThat(url.getRawPath())
        .isEqualTo(
            "/orders-bucket/incoming/demo/%s/%s"
                .formatted(
                    answer.text("/batchId"),
                    "%E6%B3%A8%E6%96%87%202026%E5%B9%B44%E6%9C%88%2B%231.csv"));
    assertThat(url.getRawQuery().split("&"))
        .contains("X-Amz-Expires=900", "X-Amz-SignedHeaders=host")
        .noneMatch(parameter -> parameter.contains("checksum"));
  }

  @Test
  void the_batch_says_until_when_its_file_may_come() {
    Instant before = Instant.now();

    Answer answer = api.post(BATCHES, request("demo", "a.csv"));

    Instant expiresAt = Instant.parse(answer.text("/upload/expiresAt"));
    assertThat(Duration.between(before, expiresAt))
        .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
    Answer batch = api.get(BATCHES + "/" + answer.text("/batchId"));
    assertThat(batch.text("/status")).isEqualTo("AWAITING_UPLOAD");
    assertThat(Instant.parse(batch.text("/uploadExpiresAt")))
        .isBetween(expiresAt.minusMillis(1), expiresAt.plusMillis(1));
  }

  @Test
  void nobody_is_promised_a_batch_for_a_client_that_does_not_exist() {
    Answer answer = api.with("accept-language", "ja").post(BATCHES, request("nobody", "a.csv"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_CLIENT");
    assertThat(answer.text("/detail")).isEqualTo("クライアント「nobody」は登録されていません。");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "..", "a/b.csv", "a\\\\b.csv", "a\\u0000.csv", "a\\ud83d.csv"})
  void a_file_name_that_could_lead_elsewhere_is_refused(String fileName) {
    Answer answer = api.post(BATCHES, request("demo", fileName));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("INVALID_FIELD");
    assertThat(answer.text("/detail"))
        .startsWith("The field \"fileName\" is \"")
        .endsWith(
            "it must be a file name of 1 to 200 characters, without slashes and control characters.");
  }

  @Test
  void a_file_name_has_at_most_200_characters() {
    assertThat(api.post(BATCHES, request("demo", "長".repeat(200))).status()).isEqualTo(201);
    assertThat(api.post(BATCHES, request("demo", "長".repeat(201))).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | clientId",
        "{\"clientId\": \"Demo\"} | clientId",
        "{\"clientId\": \"demo\"} | fileName",
        "{\"clientId\": \"demo\", \"fileName\": \"a.csv\", \"bulkImportGroup\": \"\"} | bulkImportGroup",
      })
  void the_first_field_that_is_not_valid_is_named(String body, String field) {
    Answer answer = api.post(BATCHES, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/detail")).contains("\"" + field + "\"");
  }

  private Batch batch(Answer answer) {
    return BatchId.parse(answer.text("/batchId")).flatMap(batches::find).orElseThrow();
  }

  private static String request(String clientId, String fileName) {
    return "{\"clientId\": \"%s\", \"fileName\": \"%s\"}".formatted(clientId, fileName);
  }
}
