package bulkorder.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.FileWishes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
            {"fileName": "orders.csv", "bulkImportGroup": "spring"}
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
    Answer answer = api.post(BATCHES, request("注文 2026年4月+#1.csv"));

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

    Answer answer = api.post(BATCHES, request("a.csv"));

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
    Answer answer =
        Api.as("nobody", Role.UPLOADER)
            .with("accept-language", "ja")
            .post(BATCHES, request("a.csv"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_CLIENT");
    assertThat(answer.text("/detail")).isEqualTo("クライアント「nobody」は登録されていません。");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "..", "a/b.csv", "a\\\\b.csv", "a\\u0000.csv", "a\\ud83d.csv"})
  void a_file_name_that_could_lead_elsewhere_is_refused(String fileName) {
    Answer answer = api.post(BATCHES, request(fileName));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("INVALID_FIELD");
    assertThat(answer.text("/detail"))
        .startsWith("The field \"fileName\" is \"")
        .endsWith(
            "it must be a file name of 1 to 200 characters, without slashes, control characters and card numbers.");
  }

  @Test
  void a_file_name_has_at_most_200_characters() {
    assertThat(api.post(BATCHES, request("長".repeat(200))).status()).isEqualTo(201);
    assertThat(api.post(BATCHES, request("長".repeat(201))).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | fileName",
        "{\"fileName\": \"a.csv\", \"bulkImportGroup\": \"\"} | bulkImportGroup",
      })
  void the_first_field_that_is_not_valid_is_named(String body, String field) {
    Answer answer = api.post(BATCHES, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/detail")).contains("\"" + field + "\"");
  }

  @Test
  void everything_that_can_be_asked_for_a_file_is_kept_to_the_last_digit() {
    Answer answer =
        api.post(
            BATCHES,
            """
            {"fileName": "orders.xlsx", "encoding": "windows-31j", "delimiter": "tab",
             "sheet": "四月", "policy": "ALL_OR_NOTHING", "paymentMode": "AGGREGATED", "dryRun": true, "force": true, "declaredRows": 1000,
             "declaredSums": {"JPY": "120000", "USD": 999999999999999.10}, "bulkImportGroup": "春",
             "notificationKinds": ["PAYMENT_FAILED", "BATCH_FINISHED"], "language": "en"}
            """);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    Batch batch = batch(answer);
    assertThat(batch.wishes()).isEqualTo(new FileWishes("windows-31j", '\t', "四月"));
    assertThat(batch.policy()).isEqualTo(Policy.ALL_OR_NOTHING);
    assertThat(batch.paymentMode()).isEqualTo(PaymentMode.AGGREGATED);
    assertThat(batch.dryRun()).isTrue();
    assertThat(batch.forced()).isTrue();
    assertThat(batch.bulkImportGroup()).hasValue("春");
    JsonNode shown = api.get(BATCHES + "/" + batch.batchId()).json();
    assertThat(shown.at("/declared").toString())
        .isEqualTo("{\"rows\":1000,\"sums\":{\"JPY\":\"120000\",\"USD\":\"999999999999999.10\"}}");
    assertThat(shown.at("/policy").asText()).isEqualTo("ALL_OR_NOTHING");
    assertThat(shown.at("/paymentMode").asText()).isEqualTo("AGGREGATED");
    assertThat(shown.at("/forced").asBoolean()).isTrue();
    assertThat(shown.at("/notificationKinds").toString())
        .isEqualTo("[\"PAYMENT_FAILED\",\"BATCH_FINISHED\"]");
    assertThat(shown.at("/language").asText()).isEqualTo("en");
  }

  @Test
  void a_page_may_upload_by_a_form_that_is_bound_to_key_type_and_size() {
    Answer answer = api.post(BATCHES, "{\"fileName\": \"注文.XLSX\", \"upload\": \"FORM\"}");

    assertThat(answer.text("/upload/method")).isEqualTo("POST");
    assertThat(answer.text("/upload/url")).isEqualTo("http://127.0.0.1:9999/orders-bucket/");
    JsonNode fields = answer.json().at("/upload/fields");
    assertThat(fields.at("/key").asText())
        .isEqualTo("incoming/demo/%s/注文.XLSX".formatted(answer.text("/batchId")));
    assertThat(fields.at("/Content-Type").asText())
        .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(fields.at("/x-amz-credential").asText())
        .startsWith("test/")
        .endsWith("/ap-northeast-1/s3/aws4_request");
    assertThat(new String(Base64.getDecoder().decode(fields.at("/policy").asText()), UTF_8))
        .contains("[\"content-length-range\",1,1073741824]")
        .contains("{\"expiration\":\"" + answer.text("/upload/expiresAt").substring(0, 19));
  }

  @Test
  void an_upload_is_by_put_or_by_a_form() {
    Answer answer = api.post(BATCHES, "{\"fileName\": \"a.csv\", \"upload\": \"MAIL\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/detail"))
        .isEqualTo("The field \"upload\" is \"MAIL\"; it must be PUT or FORM.");
  }

  @Test
  void a_batch_may_want_no_mails_at_all() {
    Answer answer =
        api.post(
            BATCHES,
            """
            {"fileName": "a.csv", "notificationKinds": []}
            """);

    assertThat(batch(answer).notificationKinds()).hasValue(Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoding | \"\" | it must be the name of a character encoding, such as UTF-8 or windows-31j.",
        "encoding | \"a\\ud83d\" | it must be the name of a character encoding, such as UTF-8 or windows-31j.",
        "delimiter | \"colon\" | it must be comma, tab, semicolon or pipe.",
        "sheet | \"a\\nb\" | it must be the name of a sheet, at most 100 characters.",
        "policy | \"SOME\" | it must be CONTINUE or ALL_OR_NOTHING.",
        "paymentMode | \"ALL\" | it must be PER_ORDER or AGGREGATED.",
        "dryRun | 1 | it must be true or false.",
        "force | \"yes\" | it must be true or false.",
        "declaredRows | 1.5 | it must be a whole number of at most 7 digits.",
        "declaredRows | -1 | it must be a whole number of at most 7 digits.",
        "declaredSums | {\"JPY\": 1e5} | it must be an object with one amount for each currency,",
        "declaredSums | {\"JPY\": \"0.5\"} | it must be an object with one amount for each currency,",
        "declaredSums | {\"JPY\": null} | it must be an object with one amount for each currency,",
        "declaredSums | {\"XYZ\": 1} | it must be an object with one amount for each currency,",
        "declaredSums | {} | it must be an object with one amount for each currency,",
        "notificationKinds | [\"SMS\"] | it must be NONE, or some of ORDER_CONFIRMED, PAYMENT_FAILED, PAYMENT_RECEIVED and BATCH_FINISHED,",
        "notificationKinds | [\"PAYMENT_FAILED\", \"PAYMENT_FAILED\"] | it must be NONE, or some of",
        "language | \"fr\" | it must be ja or en.",
        "bulkImportGroup | \"\" | it must be 1 to 200 characters, without control characters and card numbers.",
      })
  void a_field_that_means_nothing_is_named_with_what_it_must_be(
      String field, String value, String expected) {
    Answer answer =
        api.post(BATCHES, "{\"fileName\": \"a.csv\", \"%s\": %s}".formatted(field, value));

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("INVALID_FIELD");
    assertThat(answer.text("/detail"))
        .startsWith("The field \"%s\" is ".formatted(field))
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "fileName, 4111 1111 1111 1111.csv",
    "bulkImportGroup, 5555-5555-5555-4444",
    "sheet, ４１１１１１１１１１１１１１１１",
    "policy, 4111111111111111"
  })
  void a_card_number_is_refused_and_not_repeated(String field, String value) {
    Map<String, String> body = new HashMap<>(Map.of("fileName", "a.csv"));
    body.put(field, value);

    Answer answer = api.post(BATCHES, new ObjectMapper().valueToTree(body).toString());

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).contains("***").doesNotContain(value);
  }

  private Batch batch(Answer answer) {
    return BatchId.parse(answer.text("/batchId")).flatMap(batches::find).orElseThrow();
  }

  private static String request(String fileName) {
    return "{\"fileName\": \"%s\"}".formatted(fileName);
  }
}
