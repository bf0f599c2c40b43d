package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientsTest extends ApiTest {

  private static final String CLIENTS = "/api/v1/clients";
  private static final String NOVA = CLIENTS + "/nova";
  private static final String NEW = "{\"clientId\": \"nova\", \"name\": \"Nova 株式会社\"}";

  /** An administrator, with the request rate of a client: the tests call faster than people do. */
  private Api admin;

  @BeforeEach
  @AfterEach
  void novaIsGone() throws SQLException {
    admin =
        Api.signedOut().withToken(Map.of("roles", Role.ADMIN, "subject", "root", "client", "demo"));
    admin.with("content-type", "application/json");
    ledger.change("delete from batches where client_id like 'nova%'");
    ledger.change("delete from client_payment_limits where client_id like 'nova%'");
    ledger.change("delete from clients where client_id like 'nova%'");
  }

  @Test
  void a_client_is_created_with_what_everyone_begins_with() {
    Answer created = admin.post(CLIENTS, NEW);

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("location")).isEqualTo(NOVA);
    assertThat(created.body())
        .startsWith(
            """
            {"clientId":"nova","name":"Nova 株式会社","status":"ACTIVE","language":"ja","rowsMax":1000000,\
            "requestsPerSecond":50,"filesKeptDays":90,"reportsKeptDays":90,"rowsKeptDays":400,"paymentLimits":{"JPY":{"min":"100","max":"1000000"}},"createdAt":"\
            """);
    assertThat(admin.get(NOVA).body()).isEqualTo(created.body());
    assertThat(events()).containsExactly("ADMINISTRATION root CLIENT_CREATED");
  }

  @Test
  void an_id_that_is_taken_is_not_taken_over() {
    admin.post(CLIENTS, NEW);

    Answer again = admin.post(CLIENTS, "{\"clientId\": \"nova\", \"name\": \"Other\"}");

    assertProblem(again, 409, "CLIENT_EXISTS");
    assertThat(admin.get(NOVA).text("/name")).isEqualTo("Nova 株式会社");
  }

  @Test
  void a_change_names_what_changes_and_the_rest_stays() {
    admin.post(CLIENTS, NEW);

    Answer changed =
        patch(
            """
            {"language": "en", "rowsMax": 500, "requestsPerSecond": 7,
             "filesKeptDays": 30, "reportsKeptDays": 31, "rowsKeptDays": 3650,
             "paymentLimits": {"USD": {"min": "0.50", "max": 2000}, "JPY": {"min": 1, "max": "300"}}}
            """);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    Answer renamed = patch("{\"name\": \"Nova Ltd\"}");

    assertThat(renamed.body())
        .contains(
            """
            "name":"Nova Ltd","status":"ACTIVE","language":"en","rowsMax":500,"requestsPerSecond":7,"filesKeptDays":30,"reportsKeptDays":31,"rowsKeptDays":3650,\
            "paymentLimits":{"JPY":{"min":"1","max":"300"},"USD":{"min":"0.50","max":"2000.00"}}\
            """);
    assertThat(patch("{}").body()).isEqualTo(renamed.body());
    assertThat(events())
        .containsExactly(
            "ADMINISTRATION root CLIENT_CREATED",
            "ADMINISTRATION root CLIENT_CHANGED",
            "ADMINISTRATION root CLIENT_CHANGED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"\"}",
        "{\"name\": null}",
        "{\"name\": \"a\\u0007b\"}",
        "{\"name\": \"4242 4242 4242 4242\"}",
        "{\"language\": \"fr\"}",
        "{\"rowsMax\": 0}",
        "{\"rowsMax\": 1000001}",
        "{\"rowsMax\": \"7\"}",
        "{\"rowsMax\": 7.5}",
        "{\"requestsPerSecond\": 0}",
        "{\"requestsPerSecond\": 10001}",
        "{\"requestsPerSecond\": 99999999999}",
        "{\"requestsPerSecond\": null}",
        "{\"filesKeptDays\": 0}",
        "{\"reportsKeptDays\": 3651}",
        "{\"rowsKeptDays\": \"90\"}",
        "{\"paymentLimits\": {}}",
        "{\"paymentLimits\": []}",
        "{\"paymentLimits\": null}",
        "{\"paymentLimits\": {\"YEN\": {\"min\": \"1\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"XAU\": {\"min\": \"1\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"1\"}}}",
        "{\"paymentLimits\": {\"JPY\": [1, 2]}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"1\", \"max\": \"2\", \"step\": \"1\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"0\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"1.5\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"-1\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"3\", \"max\": \"2\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"1\", \"max\": \"1e9\"}}}",
        "{\"paymentLimits\": {\"JPY\": {\"min\": \"1\", \"max\": \"1000000000000000\"}}}",
      })
  void what_makes_no_sense_is_refused_and_changes_nothing(String body) {
    admin.post(CLIENTS, NEW);
    String before = admin.get(NOVA).body();

    assertProblem(patch(body), 422, "INVALID_FIELD");
    String asNew = body.replaceFirst("\\{", "{\"clientId\": \"nova-2\", \"name\": \"Nova\", ");
    assertProblem(
        admin.post(CLIENTS, body.contains("\"name\"") ? body : asNew), 422, "INVALID_FIELD");

    assertThat(admin.get(NOVA).body()).isEqualTo(before);
    assertProblem(admin.get(CLIENTS + "/nova-2"), 404, "UNKNOWN_CLIENT");
  }

  @Test
  void a_refusal_names_field_and_value_and_what_is_right() {
    admin.post(CLIENTS, NEW);

    assertThat(patch("{\"paymentLimits\": {\"JPY\": {\"min\": 3, \"max\": 2}}}").text("/detail"))
        .isEqualTo(
            """
            The field "paymentLimits.JPY.max" is "2"; it must be an amount above 0, of at most 15 digits before \
            the decimal point and no more decimals than JPY has; "min" must not be above "max".\
            """);
    assertThat(
            admin
                .with("accept-language", "ja")
                .call("PATCH", NOVA, "{\"rowsMax\": 0}")
                .text("/detail"))
        .isEqualTo("項目「rowsMax」が「0」です。1 から 1000000 までの整数を指定してください。");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"colour\": 1}", "{\"clientId\": \"other\"}", "[]", "null", "7", "{", ""})
  void a_body_that_is_not_the_json_that_is_expected_is_refused(String body) {
    admin.post(CLIENTS, NEW);
    assertProblem(patch(body), 400, "INVALID_BODY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"Nova\"", "\"\"", "\"administration\"", "7", "\"-nova\""})
  void a_client_needs_an_id_that_can_be_one(String id) {
    assertProblem(
        admin.post(CLIENTS, "{\"clientId\": %s, \"name\": \"Nova\"}".formatted(id)),
        422,
        "INVALID_FIELD");
    assertProblem(admin.post(CLIENTS, "{\"name\": \"Nova\"}"), 422, "INVALID_FIELD");
    assertProblem(admin.post(CLIENTS, "{\"clientId\": \"nova\"}"), 422, "INVALID_FIELD");
  }

  @Test
  void a_list_goes_by_id_a_page_at_a_time() {
    for (String id : new String[] {"nova-2", "nova", "nova-10"}) {
      admin.post(CLIENTS, "{\"clientId\": \"%s\", \"name\": \"Nova\"}".formatted(id));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = admin.get(CLIENTS + "?limit=2&cursor=" + cursor);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.json().at("/items").forEach(item -> seen.add(item.at("/clientId").asText()));
      cursor = page.json().at("/nextCursor").isNull() ? "" : page.text("/nextCursor");
    } while (!cursor.isEmpty());

    assertThat(seen).contains("acme", "demo").endsWith("nova", "nova-10", "nova-2").isSorted();
    assertProblem(admin.get(CLIENTS + "?limit=101"), 400, "INVALID_PARAMETER");
    assertProblem(admin.get(CLIENTS + "?cursor=QQ"), 400, "INVALID_PARAMETER");
  }

  @Test
  void a_disabled_client_reads_and_changes_nothing_until_it_is_enabled() {
    admin.post(CLIENTS, NEW);
    Api nova = Api.as("nova", Role.OPERATOR);
    assertThat(upload(nova).status()).isEqualTo(201);

    Answer disabled = admin.call("POST", NOVA + "/disable", null);

    assertThat(disabled.text("/status")).isEqualTo("DISABLED");
    assertProblem(upload(nova), 403, "CLIENT_DISABLED");
    nova.with("content-type", "application/json");
    assertProblem(
        nova.call("PUT", NOVA + "/notifications", "{\"language\": \"en\"}"),
        403,
        "CLIENT_DISABLED");
    assertThat(nova.get("/api/v1/batches").json().at("/items")).hasSize(1);
    assertThat(nova.get(NOVA + "/notifications").status()).isEqualTo(200);
    assertThat(admin.call("POST", NOVA + "/enable", null).text("/status")).isEqualTo("ACTIVE");
    assertThat(upload(nova).status()).isEqualTo(201);
    assertThat(events())
        .containsExactly(
            "ADMINISTRATION root CLIENT_CREATED",
            "ADMINISTRATION root CLIENT_DISABLED",
            "ACCESS local-user OPERATORS_READ",
            "ADMINISTRATION root CLIENT_ENABLED");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/clients/nobody",
    "GET, /api/v1/clients/NOBODY",
    "PATCH, /api/v1/clients/nobody",
    "POST, /api/v1/clients/nobody/disable",
    "POST, /api/v1/clients/nobody/enable",
  })
  void there_is_no_other_client(String method, String path) {
    assertProblem(
        admin.call(method, path, method.equals("PATCH") ? "{}" : null), 404, "UNKNOWN_CLIENT");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/clients",
    "POST, /api/v1/clients",
    "GET, /api/v1/clients/demo",
    "PATCH, /api/v1/clients/demo",
    "POST, /api/v1/clients/demo/disable",
    "POST, /api/v1/clients/demo/enable",
  })
  void only_administrators_settle_clients(String method, String path) {
    Api others = Api.as("demo", Role.OPERATOR, Role.AUDITOR, Role.UPLOADER);
    others.with("content-type", "application/json");
    assertProblem(
        others.call(method, path, method.equals("GET") ? null : "{}"), 403, "NOT_PERMITTED");
    assertProblem(
        Api.signedOut().call(method, path, method.equals("GET") ? null : "{}"),
        401,
        "NOT_SIGNED_IN");
  }

  @Test
  void an_administrator_settles_what_a_client_is_told_too() {
    admin.post(CLIENTS, NEW);

    Answer told =
        admin.call(
            "PUT", NOVA + "/notifications", "{\"webhookUrl\": \"https://example.com/hook\"}");
    Answer secret = admin.call("POST", NOVA + "/webhook-secret", null);

    assertThat(told.text("/webhookSecret")).startsWith("whsec_");
    assertThat(secret.text("/webhookSecret")).startsWith("whsec_");
  }

  @Test
  void a_client_that_calls_too_often_is_told_when_to_go_on() {
    admin.post(CLIENTS, NEW);
    patch("{\"requestsPerSecond\": 1}");
    Api nova = Api.as("nova", Role.OPERATOR).with("accept-language", "ja");
    Answer answer = nova.get("/api/v1/batches");
    for (int i = 0; i < 20 && answer.status() == 200; i++) {
      answer = nova.get("/api/v1/batches");
    }

    assertProblem(answer, 429, "TOO_MANY_REQUESTS");
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.text("/detail")).startsWith("クライアント「nova」の要求が");
    assertProblem(Api.as("nova", Role.UPLOADER).get("/api/v1/batches"), 429, "TOO_MANY_REQUESTS");
    assertThat(api.get("/api/v1/batches").status()).isEqualTo(200);
  }

  private Answer patch(String body) {
    return admin.call("PATCH", NOVA, body);
  }

  private static Answer upload(Api client) {
    return client.post("/api/v1/batches", "{\"fileName\": \"orders.csv\"}");
  }

  /** Since the client was created. */
  private List<String> events() {
    return ledger.query(
        """
        select category, actor, action from audit_events
        where subject = 'nova' and audit_event_id >= (
          select max(audit_event_id) from audit_events where subject = 'nova' and action = 'CLIENT_CREATED')
        order by audit_event_id
        """);
  }
}
