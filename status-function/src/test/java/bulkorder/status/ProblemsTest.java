package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";

  @ParameterizedTest
  @CsvSource({
    "/api/v1/nothing, UNKNOWN_PATH",
    "/, UNKNOWN_PATH",
    "/q/health, UNKNOWN_PATH",
    "/api/v1/batches/x/y/z, UNKNOWN_PATH",
    "/api/v1/batches/%2e%2e%2fetc%2fpasswd, UNKNOWN_BATCH",
    "/api/v1/batches/not-an-id, UNKNOWN_BATCH",
    "/api/v1/batches/not-an-id/rows, UNKNOWN_BATCH",
  })
  void what_does_not_exist_is_not_found(String path, String code) {
    assertProblem(api.get(path), 404, code);
  }

  @Test
  void a_batch_that_nobody_made_is_not_found() {
    String id = UUID.randomUUID().toString();

    Answer answer = api.get(BATCHES + "/" + id);

    assertProblem(answer, 404, "UNKNOWN_BATCH");
    assertThat(answer.text("/type")).isEqualTo("urn:bulkorder:problem:unknown-batch");
    assertThat(answer.text("/title")).isEqualTo("There is no such batch");
    assertThat(answer.text("/detail")).isEqualTo("There is no batch \"%s\".".formatted(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0 | The parameter \"limit\" is \"0\"; it must be a whole number from 1 to 500.",
        "limit=501 | The parameter \"limit\" is \"501\"; it must be a whole number from 1 to 500.",
        "limit=%EF%BC%91 | The parameter \"limit\" is \"１\"; it must be a whole number from 1 to 500.",
        "cursor=MA | The parameter \"cursor\" is \"MA\"; it must be the nextCursor of the page before.",
        "cursor=%3C!%3E | The parameter \"cursor\" is \"<!>\"; it must be the nextCursor of the page before.",
        "status=PAID%00 | The parameter \"status\" is \"PAID\\u0000\"; it must be one of INVALID, DUPLICATE, QUEUED, ORDERED, PAID, PAYMENT_FAILED, PAYMENT_UNKNOWN, CANCELLED, FAILED.",
      })
  void a_bad_parameter_is_named_with_its_value(String query, String detail) {
    BatchId batchId = given.batchOfNewOrders(1);

    Answer answer = api.get("%s/%s/rows?%s".formatted(BATCHES, batchId, query));

    assertProblem(answer, 400, "INVALID_PARAMETER");
    assertThat(answer.text("/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "status=DONE",
    "cursor=bm90LWFuLWlk",
    "limit=101",
    "limit=-1",
    "limit=9999999999",
    "objectKey=a%00b",
  })
  void a_bad_filter_of_batches_is_refused(String query) {
    assertProblem(api.get(BATCHES + "?" + query), 400, "INVALID_PARAMETER");
  }

  @Test
  void a_long_value_is_cut_before_it_is_repeated() {
    Answer answer = api.get(BATCHES + "?cursor=" + "a".repeat(5000));

    assertProblem(answer, 400, "INVALID_PARAMETER");
    assertThat(answer.text("/detail")).contains("\"" + "a".repeat(100) + "…\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{",
        "[]",
        "nonsense",
        "null",
        "``",
        "{\"fileName\": {}}",
        "{\"fileName\": \"a.csv\", \"colour\": 1}",
      })
  void a_body_that_is_not_the_expected_json_is_refused(String body) {
    assertProblem(api.post(BATCHES, body), 400, "INVALID_BODY");
  }

  @Test
  void every_answer_is_for_its_caller_alone_and_for_no_page_of_another_origin() {
    api.with("origin", "https://elsewhere.example");

    for (Answer answer :
        List.of(
            api.get(BATCHES),
            api.get(BATCHES + "/none"),
            api.call("OPTIONS", BATCHES, null),
            Api.signedOut().get(BATCHES))) {
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.header("pragma")).isEqualTo("no-cache");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=63072000");
      assertThat(answer.header("content-security-policy"))
          .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(answer.headers().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
  }

  @Test
  void a_method_that_is_not_offered_is_refused() {
    assertProblem(api.call("DELETE", BATCHES, null), 405, "METHOD_NOT_ALLOWED");
    assertProblem(api.call("PUT", BATCHES + "/x/rows", null), 405, "METHOD_NOT_ALLOWED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"})
  void a_method_that_no_resource_knows_shows_nothing(String method) {
    for (String path : List.of(BATCHES, BATCHES + "/x/pause", "/api/v1/nothing", "/")) {
      Answer answer = api.call(method, path, null);

      assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
      Inside.assertNotShownBy(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/batches?limit=%",
        "/api/v1/batches?limit=%zz",
        "/api/v1/batches/%zz",
        "/api/v1/batches/%ff%fe",
        "/api/v1/batches/%00",
        "//api//v1//batches",
        "/api/v1/batches;x=y/1",
        "/api/v1/../v1/batches",
      })
  void a_path_that_is_written_wrong_shows_nothing(String path) {
    Answer answer = api.callRaw("GET", path);

    assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
    Inside.assertNotShownBy(answer);
  }

  @Test
  void what_is_too_long_shows_nothing() {
    for (Answer answer :
        List.of(
            api.get(BATCHES + "/" + "a".repeat(20_000)),
            api.get(BATCHES + "?status=" + "a".repeat(20_000)),
            Api.as("demo", Role.OPERATOR)
                .with("accept-language", "a".repeat(20_000))
                .get(BATCHES + "/none"),
            Api.signedOut().with("authorization", "Bearer " + "a".repeat(20_000)).get(BATCHES),
            Api.signedOut().with("authorization", "Basic YTpi").get(BATCHES))) {
      assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
      Inside.assertNotShownBy(answer);
    }
  }

  @Test
  void an_answer_that_is_not_json_cannot_be_had() {
    assertProblem(api.with("accept", "text/html").get(BATCHES), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void a_body_that_is_not_json_is_refused() {
    api.with("content-type", "text/csv");
    assertProblem(api.post(BATCHES, "a,b"), 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void a_large_body_is_refused() {
    Answer answer = api.post(BATCHES, " ".repeat(70_000));

    assertProblem(answer, 413, "BODY_TOO_LARGE");
    assertThat(answer.text("/detail")).startsWith("The body may have at most 65536 bytes.");
  }

  @Test
  void a_fault_of_ours_shows_nothing_of_the_inside() throws Exception {
    ledger.change("alter table batches rename to batches_away");
    try {
      assertProblem(api.get(BATCHES), 500, "INTERNAL_ERROR");
    } finally {
      ledger.change("alter table batches_away rename to batches");
    }
  }

  @Test
  void problems_speak_the_language_of_the_caller() {
    Answer answer = api.with("accept-language", "ja").get(BATCHES + "?limit=x");

    assertProblem(answer, 400, "INVALID_PARAMETER");
    assertThat(answer.header("content-language")).isEqualTo("ja");
    assertThat(answer.text("/detail")).isEqualTo("パラメーター「limit」が「x」です。1 から 100 までの整数を指定してください。");
  }

  @Test
  void good_answers_are_not_stored_either() {
    assertPrivate(api.get(BATCHES));
  }

  static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
    assertThat(answer.text("/code")).isEqualTo(code);
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly("type", "title", "status", "detail", "code");
    assertPrivate(answer);
  }

  private static void assertPrivate(Answer answer) {
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("pragma")).isEqualTo("no-cache");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    Inside.assertNotShownBy(answer);
  }
}
