package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientSettingsTest extends ApiTest {

  private static final String CLIENT = "/api/v1/clients/acme";
  private static final String NOTIFICATIONS = CLIENT + "/notifications";
  private static final String HOOK = "{\"webhookUrl\": \"https://example.com/hook\"}";

  @BeforeEach
  void callAsItsOperator() {
    api = Api.as("acme", Role.OPERATOR);
  }

  @BeforeEach
  @AfterEach
  void nothingIsSettled() throws Exception {
    ledger.change(
        """
        update clients set language = 'en', notification_kinds = '["ORDER_CONFIRMED"]', operators = null,
          webhook_url = null, webhook_secret = null where client_id = 'acme'
        """);
    ledger.change("delete from former_webhook_secrets");
  }

  @Test
  void what_is_settled_is_shown_and_what_a_change_does_not_name_stays() {
    Answer changed =
        put(
            """
            {"language": "ja", "kinds": ["BATCH_FINISHED", "PAYMENT_FAILED"],
             "operators": ["b@example.com", "a@example.com"]}
            """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(put("{}").body()).isEqualTo(changed.body());
    assertThat(put("{\"language\": \"en\"}").status()).isEqualTo(200);

    assertThat(api.get(NOTIFICATIONS).body())
        .isEqualTo(
            """
            {"language":"en","kinds":["PAYMENT_FAILED","BATCH_FINISHED"],\
            "operators":["b@example.com","a@example.com"],"webhookUrl":null}\
            """);
  }

  @Test
  void who_looks_at_the_operators_addresses_is_on_record() {
    String reads =
        "select count(*) from audit_events where category = 'ACCESS' and action = 'OPERATORS_READ' and client_id = 'acme'";
    int before = Integer.parseInt(ledger.query(reads).getFirst());

    api.get(NOTIFICATIONS);

    assertThat(ledger.query(reads)).containsExactly(Integer.toString(before + 1));
  }

  @Test
  void a_new_webhook_has_a_secret_that_is_shown_once() {
    Answer first = put(HOOK);
    Answer again = put("{\"webhookUrl\": \"https://example.com/other\"}");
    Answer seen = api.get(NOTIFICATIONS);

    assertThat(first.text("/webhookSecret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(again.json().has("webhookSecret")).isFalse();
    assertThat(seen.json().has("webhookSecret")).isFalse();
    assertThat(seen.text("/webhookUrl")).isEqualTo("https://example.com/other");
  }

  @Test
  void a_secret_is_replaced_on_demand_and_goes_with_its_webhook() {
    String first = put(HOOK).text("/webhookSecret");

    Answer second = api.call("POST", CLIENT + "/webhook-secret", null);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("/webhookSecret")).startsWith("whsec_").isNotEqualTo(first);
    assertThat(put("{\"webhookUrl\": null}").json().at("/webhookUrl").isNull()).isTrue();
    assertProblem(api.call("POST", CLIENT + "/webhook-secret", null), 409, "NO_WEBHOOK");
    assertThat(put(HOOK).text("/webhookSecret")).isNotEqualTo(second.text("/webhookSecret"));
    put("{\"webhookUrl\": \"\"}");
    assertThat(ledger.query("select webhook_secret from clients where client_id = 'acme'"))
        .containsExactly("-");
  }

  @Test
  void a_former_secret_goes_on_for_a_day_or_as_long_as_is_said() {
    put(HOOK);

    assertOverlap(null, 24);
    assertOverlap("{}", 24);
    assertOverlap("{\"overlapHours\": 168}", 168);
    assertThat(former()).containsExactly("3");
    assertOverlap("{\"overlapHours\": 0}", 0);
    assertThat(former()).containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "169", "1.5", "\"1\"", "null", "99999999999"})
  void an_overlap_is_a_whole_number_of_hours_up_to_a_week(String hours) {
    put(HOOK);

    Answer answer = newSecret("{\"overlapHours\": %s}".formatted(hours));

    assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.text("/detail")).endsWith("it must be a whole number from 0 to 168.");
    assertThat(former()).containsExactly("0");
    assertProblem(newSecret("{\"overlap\": 1}"), 400, "INVALID_BODY");
  }

  @Test
  void addresses_and_secrets_are_stored_sealed_and_changes_are_on_record_without_them() {
    put(
        "{\"operators\": [\"secret-person@example.com\"], \"webhookUrl\": \"https://example.com\"}");
    put("{\"operators\": [\"secret-person@example.com\"]}");
    api.call("POST", CLIENT + "/webhook-secret", null);

    List<String> events =
        ledger.query(
            """
            select actor, action, details from audit_events where subject = 'acme' and category = 'CHANGE'
            order by audit_event_id desc limit 2
            """);
    assertThat(events)
        .containsExactly(
            "local-user WEBHOOK_SECRET_REPLACED {\"overlapHours\": \"24\"}",
            "local-user NOTIFICATIONS_CHANGED {\"changed\": \"operators, webhookUrl\"}");
    assertThat(
            ledger.query(
                """
                select position('secret-person'::bytea in operators), position('whsec'::bytea in webhook_secret)
                from clients where client_id = 'acme'
                """))
        .containsExactly("0 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"language\": \"fr\"}",
        "{\"language\": null}",
        "{\"kinds\": [\"NEWS\"]}",
        "{\"kinds\": [\"BATCH_FINISHED\", \"BATCH_FINISHED\"]}",
        "{\"kinds\": \"BATCH_FINISHED\"}",
        "{\"kinds\": null}",
        "{\"operators\": [\"nobody\"]}",
        "{\"operators\": [\"a@example.com\", \"a@example.com\"]}",
        "{\"operators\": [\"a@example.com\\nBcc: b@example.com\"]}",
        "{\"operators\": [null]}",
        "{\"operators\": null}",
        "{\"webhookUrl\": \"http://example.com\"}",
        "{\"webhookUrl\": \"https://user:word@example.com\"}",
        "{\"webhookUrl\": \"https://example.com:22/\"}",
        "{\"webhookUrl\": \"https:///hook\"}",
        "{\"webhookUrl\": \"ftp://example.com\"}",
        "{\"webhookUrl\": \"https://example.com/#part\"}",
        "{\"webhookUrl\": \"example.com\"}",
        "{\"webhookUrl\": 7}"
      })
  void what_makes_no_sense_is_refused_and_changes_nothing(String body) {
    String before = api.get(NOTIFICATIONS).body();
    assertProblem(put(body), 422, "INVALID_FIELD");
    assertThat(api.get(NOTIFICATIONS).body()).isEqualTo(before);
  }

  @Test
  void a_list_and_an_address_are_bounded() {
    String many =
        IntStream.range(0, 21)
            .mapToObj("\"a%d@example.com\""::formatted)
            .collect(Collectors.joining(","));
    Answer operators = put("{\"operators\": [%s]}".formatted(many));
    assertProblem(operators, 422, "INVALID_FIELD");
    assertThat(operators.text("/detail")).contains("at most 20 different mail addresses");
    String longUrl = "https://example.com/" + "x".repeat(1981);
    assertProblem(put("{\"webhookUrl\": \"%s\"}".formatted(longUrl)), 422, "INVALID_FIELD");
    assertThat(put("{\"webhookUrl\": \"%s\"}".formatted(longUrl.substring(1, 2000))).status())
        .isEqualTo(422);
    assertThat(put("{\"webhookUrl\": \"%s\"}".formatted(longUrl.substring(0, 2000))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"webhookSecret\": \"whsec_x\"}", "[]", "7", "null", "{", ""})
  void a_body_that_is_not_the_json_that_is_expected_is_refused(String body) {
    assertProblem(put(body), 400, "INVALID_BODY");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/clients/nobody/notifications",
    "GET, /api/v1/clients/NOBODY/notifications",
    "POST, /api/v1/clients/nobody/webhook-secret",
  })
  void a_client_that_does_not_exist_has_no_settings(String method, String path) {
    assertProblem(api.call(method, path, null), 404, "UNKNOWN_CLIENT");
  }

  private void assertOverlap(@Nullable String body, int hours) {
    Instant until = Instant.parse(newSecret(body).text("/formerUntil"));
    Instant expected = Instant.now().plus(Duration.ofHours(hours));
    assertThat(until).isBetween(expected.minusSeconds(60), expected);
  }

  private Answer newSecret(@Nullable String body) {
    return api.call("POST", CLIENT + "/webhook-secret", body);
  }

  private List<String> former() {
    return ledger.query("select count(*) from former_webhook_secrets where client_id = 'acme'");
  }

  private Answer put(String body) {
    api.with("content-type", "application/json");
    return api.call("PUT", NOTIFICATIONS, body);
  }
}
