package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.testing.Tokens;
import bulkorder.standins.TokenIssuer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose calls are answered. */
@QuarkusTest
class SignInTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";
  private static final Map<String, String> DEMO = Map.of("client", "demo", "roles", Role.OPERATOR);

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.issuer")
  String issuer;

  @Test
  void a_call_without_a_token_is_refused_and_told_what_is_missing() {
    Answer answer = Api.signedOut().with("accept-language", "ja").get(BATCHES);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("/code")).isEqualTo("NOT_SIGNED_IN");
    assertThat(answer.text("/title")).isEqualTo("サインインが必要です");
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource({"expires_in, -120", "audience, others", "issuer, http://elsewhere.example"})
  void a_token_that_is_not_for_us_or_has_ended_is_refused(String field, String value) {
    Map<String, String> form = new HashMap<>(DEMO);
    form.put(field, value);

    assertNotSignedIn(new Api().withToken(form));
    assertThat(new Api().withToken(DEMO).get(BATCHES).status()).isEqualTo(200);
  }

  @Test
  void a_token_that_somebody_else_signed_is_refused() {
    try (var other = TokenIssuer.startTemporary()) {
      Map<String, String> form = new HashMap<>(DEMO);
      form.put("issuer", issuer);

      assertNotSignedIn(bearer(Tokens.get(other.issuer(), form)));
    }
  }

  @Test
  void a_token_that_nobody_signed_or_that_was_changed_is_refused() {
    String token = Tokens.get(DEMO);
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String others = base64(claims.replace("\"demo\"", "\"acme\""));

    assertNotSignedIn(bearer(parts[0] + "." + others + "." + parts[2]));
    assertNotSignedIn(bearer(base64("{\"alg\":\"none\"}") + "." + parts[1] + "."));
    assertNotSignedIn(bearer("nonsense"));
  }

  @Test
  void what_the_roles_do_not_permit_is_refused() {
    BatchId batchId = given.batchOfNewOrders(1);
    Answer answer =
        Api.as("demo", Role.UPLOADER, Role.AUDITOR).post(BATCHES + "/" + batchId + "/pause", "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("/code")).isEqualTo("NOT_PERMITTED");
    assertThat(api.get(BATCHES + "/" + batchId).text("/status")).isEqualTo("PROCESSING");
  }

  @Test
  void a_token_that_names_no_client_sees_none() {
    Answer answer = new Api().withToken(Map.of("roles", Role.OPERATOR)).get(BATCHES);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("/code")).isEqualTo("NO_CLIENT");
  }

  @Test
  void another_clients_batch_is_as_unknown_as_one_that_there_is_not() {
    BatchId batchId = given.batchOfNewOrders(1);
    var acme = Api.as("acme", Role.OPERATOR, Role.AUDITOR, Role.UPLOADER, Role.ADMIN);

    for (String path :
        new String[] {"", "/rows", "/reports", "/reports/errors", "/announcements"}) {
      assertUnknown(acme.get(BATCHES + "/" + batchId + path));
    }
    for (String action : new String[] {"approve", "pause", "resume", "cancel", "retry"}) {
      assertUnknown(acme.post(BATCHES + "/" + batchId + "/" + action, ""));
    }
    assertThat(acme.get(BATCHES).body()).doesNotContain(batchId.toString());
  }

  @Test
  void a_sign_in_is_on_record_once_and_so_is_each_refusal() throws Exception {
    var pat = new Api().withToken(Map.of("subject", "pat", "client", "demo", "roles", "uploader"));
    pat.get(BATCHES);
    pat.get(BATCHES);
    pat.post(BATCHES + "/4111111111111111/pause", "");

    assertThat(
            ledger.query(
                """
                select category, client_id, action, details::text from audit_events where actor = 'pat'
                order by audit_event_id
                """))
        .containsExactly(
            "AUTHENTICATION demo SIGNED_IN {}",
            "AUTHENTICATION demo REFUSED {\"code\": \"NOT_PERMITTED\"}");
    assertThat(
            ledger.query(
                "select subject from audit_events where actor = 'pat' and action = 'REFUSED'"))
        .containsExactly("POST /api/v1/batches");
  }

  @Test
  void who_is_refused_again_and_again_is_on_record_with_the_first_of_a_minute() throws Exception {
    var lee = new Api().withToken(Map.of("subject", "lee", "client", "demo", "roles", "uploader"));
    for (int i = 0; i < 25; i++) {
      assertThat(lee.post(BATCHES + "/none/pause", "").status()).isEqualTo(403);
    }

    List<String> details =
        ledger.query(
            """
            select details::text from audit_events where actor = 'lee' and action = 'REFUSED'
            order by audit_event_id
            """);
    assertThat(details).hasSize(20);
    assertThat(details.subList(0, 19)).containsOnly("{\"code\": \"NOT_PERMITTED\"}");
    assertThat(details.getLast()).contains("\"moreInThisMinute\": \"not recorded\"");
  }

  @Test
  void who_is_not_known_is_on_record_as_unknown() throws Exception {
    String count =
        "select count(*) from audit_events where actor = 'unknown' and action = 'REFUSED'";
    var before = ledger.query(count);

    assertNotSignedIn(Api.signedOut());

    assertThat(Long.parseLong(ledger.query(count).getFirst()))
        .isEqualTo(Long.parseLong(before.getFirst()) + 1);
  }

  private static void assertUnknown(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_BATCH");
  }

  private static void assertNotSignedIn(Api caller) {
    Answer answer = caller.get(BATCHES);
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.text("/code")).isEqualTo("NOT_SIGNED_IN");
  }

  private static Api bearer(String token) {
    return new Api().with("authorization", "Bearer " + token);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
