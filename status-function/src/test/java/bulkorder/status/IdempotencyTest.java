package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";
  private static final String FILE = "{\"fileName\": \"髙橋.csv\"}";
  private static final String KEY = "idempotency-key";
  private static final String REPLAYED = "idempotency-replayed";

  private String key;

  @BeforeEach
  void aKeyOfItsOwn() {
    key = UUID.randomUUID().toString();
    api.with(KEY, key);
  }

  @Test
  void a_request_that_comes_again_is_done_once_and_answered_alike() {
    Answer first = api.post(BATCHES, FILE);
    int before = batches();

    Answer again = api.post(BATCHES, FILE);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(first.header(REPLAYED)).isNull();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("location")).isNotNull().isEqualTo(first.header("location"));
    assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
    assertThat(again.header("cache-control")).isEqualTo("no-store");
    assertThat(again.header(REPLAYED)).isEqualTo("true");
    assertThat(batches()).isEqualTo(before);
  }

  @Test
  void without_the_header_each_request_is_done() {
    Api plain = Api.as("demo", Role.OPERATOR);

    assertThat(plain.post(BATCHES, FILE).text("/batchId"))
        .isNotEqualTo(plain.post(BATCHES, FILE).text("/batchId"));
  }

  @Test
  void a_request_without_a_body_is_done_once_too() {
    BatchId batchId = given.batchOfNewOrders(1);
    String pause = BATCHES + "/" + batchId + "/pause";
    Answer first = api.call("POST", pause, null);

    Answer again = api.call("POST", pause, null);

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertProblem(Api.as("demo", Role.OPERATOR).call("POST", pause, null), 409, "CANNOT_PAUSE");
  }

  @Test
  void a_refusal_is_an_answer_in_the_language_of_the_first() {
    String pause = BATCHES + "/" + UUID.randomUUID() + "/pause";
    Answer first = api.with("accept-language", "ja").call("POST", pause, null);

    Answer again = api.with("accept-language", "en").call("POST", pause, null);

    assertProblem(again, 404, "UNKNOWN_BATCH");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("content-language")).isEqualTo("ja");
    assertThat(again.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void another_request_under_the_same_key_is_refused() {
    api.post(BATCHES, FILE);
    int before = batches();

    assertProblem(
        api.post(BATCHES, "{\"fileName\": \"other.csv\"}"), 422, "IDEMPOTENCY_KEY_REUSED");
    assertProblem(
        api.call("POST", BATCHES + "/" + UUID.randomUUID() + "/pause", null),
        422,
        "IDEMPOTENCY_KEY_REUSED");

    assertThat(batches()).isEqualTo(before);
  }

  @Test
  void another_clients_key_is_another_key() {
    Answer demos = api.post(BATCHES, FILE);

    Answer others = Api.as("acme", Role.OPERATOR).with(KEY, key).post(BATCHES, FILE);

    assertThat(others.status()).isEqualTo(201);
    assertThat(others.text("/batchId")).isNotEqualTo(demos.text("/batchId"));
  }

  @Test
  void while_the_first_runs_the_second_waits_and_of_one_that_died_it_takes_over()
      throws SQLException {
    api.post(BATCHES, FILE);
    change("status = null, headers = null, body = null, claimed_until = now() + interval '9.5 s'");

    Answer running = api.with("accept-language", "ja").post(BATCHES, FILE);
    change("claimed_until = now()");
    Answer after = api.post(BATCHES, FILE);

    assertProblem(running, 409, "IDEMPOTENCY_KEY_IN_USE");
    assertThat(running.header("retry-after")).isIn("9", "10");
    assertThat(running.text("/title")).isEqualTo("要求は処理中です");
    assertThat(after.status()).isEqualTo(201);
    assertThat(after.header(REPLAYED)).isNull();
  }

  @Test
  void many_that_come_at_once_are_done_once() throws Exception {
    Set<String> made;
    try (var callers = Executors.newFixedThreadPool(4)) {
      var answers =
          IntStream.range(0, 12)
              .mapToObj(
                  _ ->
                      callers.submit(
                          () -> Api.as("demo", Role.OPERATOR).with(KEY, key).post(BATCHES, FILE)))
              .toList();
      List<Answer> all = new ArrayList<>();
      for (var answer : answers) {
        all.add(answer.get());
      }
      assertThat(all).extracting(Answer::status).isSubsetOf(201, 409);
      made =
          all.stream()
              .filter(answer -> answer.status() == 201)
              .map(answer -> answer.text("/batchId"))
              .collect(Collectors.toSet());
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void a_fault_of_ours_is_not_kept() throws SQLException {
    ledger.change("alter table batches rename to batches_away");
    try {
      assertProblem(api.post(BATCHES, FILE), 500, "INTERNAL_ERROR");
    } finally {
      ledger.change("alter table batches_away rename to batches");
    }

    assertThat(api.post(BATCHES, FILE).status()).isEqualTo(201);
  }

  @Test
  void an_answer_that_was_not_kept_is_not_made_again() throws SQLException {
    api.post(BATCHES, FILE);
    int before = batches();
    change("body = null");

    Answer again = api.post(BATCHES, FILE);

    assertProblem(again, 409, "IDEMPOTENCY_ANSWER_NOT_KEPT");
    assertThat(again.text("/detail")).contains("answered with status 201");
    assertThat(batches()).isEqualTo(before);
  }

  @Test
  void who_is_refused_at_the_door_leaves_no_key_behind() {
    Answer signedOut = Api.signedOut().with(KEY, key).post(BATCHES, FILE);
    Answer auditor = Api.as("demo", Role.AUDITOR).with(KEY, key).post(BATCHES, FILE);
    Answer large = api.post(BATCHES, " ".repeat(70_000));

    assertThat(List.of(signedOut.status(), auditor.status(), large.status()))
        .containsExactly(401, 403, 413);
    assertThat(api.post(BATCHES, FILE).status()).isEqualTo(201);
  }

  @Test
  void an_administrator_who_works_for_no_client_has_keys_too() {
    Api admin = Api.signedOut().withToken(Map.of("roles", Role.ADMIN)).with(KEY, key);
    Answer first = admin.post("/api/v1/clients", "{\"clientId\": \"demo\", \"name\": \"Demo\"}");

    Answer again = admin.post("/api/v1/clients", "{\"clientId\": \"demo\", \"name\": \"Demo\"}");

    assertProblem(first, 409, "CLIENT_EXISTS");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void reading_needs_no_key_and_keeps_nothing() {
    api.get(BATCHES);

    assertThat(api.post(BATCHES, FILE).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é"})
  void what_is_no_key_is_refused(String text) {
    Answer answer = api.with(KEY, text).post(BATCHES, FILE);

    assertProblem(answer, 400, "INVALID_PARAMETER");
    assertThat(answer.text("/detail"))
        .contains("\"Idempotency-Key\"", "1 to 255 visible ASCII characters without blanks");
    assertProblem(api.with(KEY, "k".repeat(256)).post(BATCHES, FILE), 400, "INVALID_PARAMETER");
    assertThat(api.with(KEY, key + "k".repeat(219)).post(BATCHES, FILE).status()).isEqualTo(201);
  }

  private int batches() {
    return Integer.parseInt(ledger.query("select count(*) from batches").getFirst());
  }

  private void change(String assignment) throws SQLException {
    ledger.change(
        "update idempotency_keys set %s where key_hash = sha256(cast('%d:' || ? as bytea))"
            .formatted(assignment, key.length()),
        key);
  }
}
