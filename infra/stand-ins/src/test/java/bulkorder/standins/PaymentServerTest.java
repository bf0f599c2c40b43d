package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentServerTest {

  private static final String CHARGE =
      """
      {"order_id": 7, "amount": 1980.0, "currency": "JPY"}""";

  private final Path file;
  private final PaymentServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PaymentServerTest(@TempDir Path directory) {
    file = directory.resolve("payments.jsonl");
    server = PaymentServer.start(file, PaymentServer.Behaviour.NONE);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void a_charge_is_captured() throws IOException {
    HttpResponse<String> answer = charge(CHARGE, null);

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = json(answer);
    assertThat(body.path("payment_id").asText()).startsWith("pay_");
    assertThat(body.path("status").asText()).isEqualTo("captured");
    assertThat(body.path("order_id").longValue()).isEqualTo(7);
    assertThat(body.path("amount").decimalValue()).isEqualByComparingTo("1980");
    assertThat(body.path("currency").asText()).isEqualTo("JPY");
  }

  @Test
  void the_same_key_with_the_same_parameters_is_charged_once() throws IOException {
    HttpResponse<String> first = charge(CHARGE, "key-1");
    HttpResponse<String> second = charge(CHARGE.replace("1980.0", "1980"), "key-1");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(get("/ledger").path("captured").path("count").intValue()).isEqualTo(1);
    assertThat(get("/ledger").path("payments").path(0).path("calls").intValue()).isEqualTo(2);
  }

  @Test
  void the_same_key_with_other_parameters_is_refused() throws IOException {
    charge(CHARGE, "key-1");

    HttpResponse<String> other = charge(CHARGE.replace("1980", "1981"), "key-1");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(other).path("code").asText()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void a_key_whose_charge_is_in_progress_is_refused_until_it_has_ended() throws IOException {
    CompletableFuture<HttpResponse<String>> slow = chargeAsync(token("tok_slow_700"), "key-1");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(status("?idempotency_key=key-1")).isEqualTo(409));
    assertThat(charge(token("tok_slow_700"), "key-1").statusCode()).isEqualTo(409);

    assertThat(slow.join().statusCode()).isEqualTo(201);
    assertThat(charge(token("tok_slow_700"), "key-1").headers().map())
        .containsKey("Idempotent-Replayed");
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, insufficient_funds",
    "tok_declined_expired_card, expired_card",
  })
  void a_decline_says_why_and_stays_declined(String token, String code) throws IOException {
    HttpResponse<String> declined = charge(token(token), "key-1");

    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(json(declined).path("status").asText()).isEqualTo("declined");
    assertThat(json(declined).path("decline_code").asText()).isEqualTo(code);
    assertThat(charge(token(token), "key-1").body()).isEqualTo(declined.body());
    assertThat(get("/ledger").path("declined").path("sums").path("JPY").asText()).isEqualTo("1980");
  }

  @Test
  void a_connection_cut_after_the_charge_and_then_a_repeat_is_charged_once() throws IOException {
    assertThatThrownBy(() -> charge(token("tok_cut_after"), "key-1"))
        .isInstanceOf(IOException.class);

    HttpResponse<String> repeat = charge(token("tok_cut_after"), "key-1");

    assertThat(repeat.statusCode()).isEqualTo(201);
    assertThat(repeat.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(get("/ledger?summary=true").path("captured").path("count").intValue()).isEqualTo(1);
  }

  @Test
  void a_connection_cut_before_the_charge_charges_nothing_until_the_repeat() throws IOException {
    assertThatThrownBy(() -> charge(token("tok_cut_before"), "key-1"))
        .isInstanceOf(IOException.class);
    assertThat(status("?idempotency_key=key-1")).isEqualTo(404);

    assertThat(charge(token("tok_cut_before"), "key-1").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "tok_500, 500, 500",
    "tok_500_once, 500, 201",
    "tok_502_once, 502, 201",
    "tok_503_once, 503, 201",
    "tok_504, 504, 504",
    "tok_429_once, 429, 201"
  })
  void a_scripted_failure_charges_nothing(String token, int first, int second) throws IOException {
    assertThat(charge(token(token), "key-1").statusCode()).isEqualTo(first);
    assertThat(get("/ledger").path("captured").path("count").intValue()).isZero();
    assertThat(charge(token(token), "key-1").statusCode()).isEqualTo(second);
  }

  @Test
  void a_gateway_that_gives_up_after_the_charge_was_made_charges_once() throws IOException {
    assertThat(charge(token("tok_504_after"), "key-1").statusCode()).isEqualTo(504);

    assertThat(charge(token("tok_504_after"), "key-1").statusCode()).isEqualTo(201);
    assertThat(get("/ledger").path("captured").path("count").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "99.99   | amount is 99.99 JPY, not within 100 and 1000000 JPY",
        "1000001 | amount is 1000001 JPY, not within 100 and 1000000 JPY",
        "-5      | amount is -5, which nobody can be charged",
        "1e99    | amount is 1E+99, which nobody can be charged",
      })
  void an_amount_out_of_range_is_refused_with_its_value(String amount, String detail)
      throws IOException {
    HttpResponse<String> answer = charge(CHARGE.replace("1980.0", amount), null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asText()).isEqualTo("amount_out_of_range");
    assertThat(json(answer).path("detail").asText()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                 | the body is not a JSON object",
        "{\"order_id\": 1, \"amount\": 100}                 | currency is not three capital letters, such as JPY",
        "{\"order_id\": 0, \"amount\": 100, \"currency\": \"JPY\"} | order_id is not a whole number above 0",
        "{\"order_id\": 1, \"amount\": \"100\", \"currency\": \"JPY\"} | amount is not a number",
      })
  void a_bad_request_is_refused_in_a_sentence(String body, String detail) throws IOException {
    HttpResponse<String> answer = charge(body, null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asText()).isEqualTo(detail);
  }

  @Test
  void a_card_number_is_refused_and_not_repeated() throws IOException {
    HttpResponse<String> answer = charge(token("4242 4242 4242 4242"), null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("card_number_refused").doesNotContain("4242");
    assertThat(Files.readString(file)).doesNotContain("4242");
  }

  @Test
  void one_charge_may_pay_several_orders() throws IOException {
    charge(
        """
        {"order_id": 1, "order_ids": [1, 2, 3], "amount": 300, "currency": "JPY"}""",
        null);

    assertThat(get("/ledger").path("payments").path(0).path("order_ids").toString())
        .isEqualTo("[1,2,3]");
  }

  @Test
  void an_outcome_can_be_asked_for_by_key_and_by_id() throws IOException {
    String id = json(charge(CHARGE, "key-1")).path("payment_id").asText();

    assertThat(get("/api/v1/payments?idempotency_key=key-1").path("payment_id").asText())
        .isEqualTo(id);
    assertThat(get("/api/v1/payments/" + id).path("status").asText()).isEqualTo("captured");
    assertThat(status("/pay_00000000000000009")).isEqualTo(404);
  }

  @Test
  void the_ledger_is_read_in_pages() throws IOException {
    for (int i = 1; i <= 5; i++) {
      charge(CHARGE, "key-" + i);
      charge(CHARGE, "key-" + i);
    }

    JsonNode first = get("/ledger?limit=3").path("payments");
    String last = first.path(2).path("payment_id").asText();
    JsonNode second = get("/ledger?limit=3&after=" + last).path("payments");

    assertThat(first.findValuesAsText("idempotency_key"))
        .containsExactly("key-1", "key-2", "key-3");
    assertThat(second.findValuesAsText("idempotency_key")).containsExactly("key-4", "key-5");
  }

  @Test
  void the_list_begins_at_a_time_and_goes_on_in_pages() throws IOException {
    for (int i = 1; i <= 3; i++) {
      charge(CHARGE, "key-" + i);
    }

    JsonNode first = get("/api/v1/payments?created_from=2026-01-01T00:00:00Z&limit=2");
    JsonNode second = get("/api/v1/payments?limit=2&after=" + first.path("next").asText());

    assertThat(first.path("payments").findValuesAsText("idempotency_key"))
        .containsExactly("key-1", "key-2");
    assertThat(second.path("payments").findValuesAsText("idempotency_key"))
        .containsExactly("key-3");
    assertThat(second.has("next")).isFalse();
    assertThat(get("/api/v1/payments?created_from=2999-01-01T00:00:00Z").path("payments"))
        .isEmpty();
  }

  @Test
  void refunds_and_disputes_show_in_the_list_and_are_kept_between_runs() throws IOException {
    String id = json(charge(CHARGE, "key-1")).path("payment_id").asText();

    assertThat(post("/refunds", "{\"payment_id\": \"%s\", \"amount\": 80}".formatted(id)))
        .isEqualTo(200);
    assertThat(post("/refunds", "{\"payment_id\": \"%s\", \"amount\": 1901}".formatted(id)))
        .isEqualTo(400);
    assertThat(post("/disputes", "{\"payment_id\": \"%s\"}".formatted(id))).isEqualTo(200);
    server.close();

    try (var restarted = PaymentServer.start(file, PaymentServer.Behaviour.NONE)) {
      JsonNode listed = get(restarted, "/api/v1/payments").path("payments").path(0);
      assertThat(listed.path("refunded").decimalValue()).isEqualByComparingTo("80");
      assertThat(listed.path("disputed").booleanValue()).isTrue();
    }
  }

  @Test
  void the_ledger_is_kept_between_runs_and_a_line_cut_short_is_dropped() throws IOException {
    charge(CHARGE, "key-1");
    charge(CHARGE, "key-1");
    charge(token("tok_declined"), "key-2");
    JsonNode before = get("/ledger");
    server.close();
    Files.writeString(file, "{\"payment_id\":\"pay_", StandardOpenOption.APPEND);

    try (var restarted = PaymentServer.start(file, PaymentServer.Behaviour.NONE)) {
      assertThat(get(restarted, "/ledger")).isEqualTo(before);
      assertThat(charge(restarted, CHARGE, "key-1").headers().map())
          .containsKey("Idempotent-Replayed");
      assertThat(charge(restarted, CHARGE, "key-3").statusCode()).isEqualTo(201);
    }
    try (var again = PaymentServer.start(file, PaymentServer.Behaviour.NONE)) {
      assertThat(get(again, "/ledger?summary=true").path("captured").path("count").intValue())
          .isEqualTo(2);
    }
  }

  @Test
  void the_behaviour_can_be_changed_while_it_runs() throws IOException {
    assertThat(
            send(request("/behaviour")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"decline_rate\": 1}")))
                .statusCode())
        .isEqualTo(200);
    assertThat(charge(CHARGE, null).statusCode()).isEqualTo(402);

    server.behave(new PaymentServer.Behaviour(Duration.ZERO, 0, 1, 0, 0));
    assertThat(charge(CHARGE, null).statusCode()).isEqualTo(500);

    server.behave(new PaymentServer.Behaviour(Duration.ZERO, 0, 1, 0, 0, 503, 7));
    HttpResponse<String> unavailable = charge(CHARGE, null);
    assertThat(unavailable.statusCode()).isEqualTo(503);
    assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("7");

    server.behave(new PaymentServer.Behaviour(Duration.ZERO, 0, 0, 1, 0));
    assertThatThrownBy(() -> charge(CHARGE, "cut")).isInstanceOf(IOException.class);
    assertThat(charge(CHARGE, "cut").statusCode()).isEqualTo(201);
  }

  @Test
  void charges_over_the_rate_are_refused_and_told_when_to_come_back() throws IOException {
    server.behave(new PaymentServer.Behaviour(Duration.ZERO, 0, 0, 0, 1));

    assertThat(charge(CHARGE, null).statusCode()).isEqualTo(201);
    HttpResponse<String> over = charge(CHARGE, null);

    assertThat(over.statusCode()).isEqualTo(429);
    assertThat(over.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void a_behaviour_out_of_bounds_is_refused() throws IOException {
    HttpResponse<String> answer =
        send(request("/behaviour").PUT(HttpRequest.BodyPublishers.ofString("{\"error_rate\": 2}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asText())
        .isEqualTo("errorRate is 2.0, not within 0 and 1");
  }

  @Test
  void racing_calls_with_one_key_are_charged_once() throws IOException {
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 50).mapToObj(_ -> chargeAsync(CHARGE, "key-1")).toList();

    assertThat(calls.stream().map(call -> call.join().statusCode())).containsOnly(201, 409);
    assertThat(get("/ledger").path("captured").path("count").intValue()).isEqualTo(1);
  }

  @Test
  void people_can_read_it() throws IOException {
    charge(CHARGE, null);

    HttpResponse<String> page = send(request("/"));

    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("pay_", "1980.0 JPY", "captured");
  }

  @Test
  void what_is_not_there_and_what_is_not_allowed_is_said() throws IOException {
    assertThat(send(request("/nothing")).statusCode()).isEqualTo(404);
    HttpResponse<String> deleted = send(request("/ledger").DELETE());
    assertThat(deleted.statusCode()).isEqualTo(405);
    assertThat(deleted.headers().firstValue("Allow")).hasValue("GET");
    assertThat(charge(" ".repeat((1 << 20) + 1), null).statusCode()).isEqualTo(413);
  }

  private static String token(String token) {
    return """
        {"order_id": 7, "amount": 1980, "currency": "JPY", "payment_method": "%s"}"""
        .formatted(token);
  }

  private HttpResponse<String> charge(String body, @Nullable String key) throws IOException {
    return charge(server, body, key);
  }

  private HttpResponse<String> charge(PaymentServer at, String body, @Nullable String key)
      throws IOException {
    return send(chargeRequest(at, body, key));
  }

  private CompletableFuture<HttpResponse<String>> chargeAsync(String body, String key) {
    return http.sendAsync(
        chargeRequest(server, body, key).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder chargeRequest(
      PaymentServer at, String body, @Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.endpoint().resolve("/api/v1/payments"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return key == null ? request : request.header("Idempotency-Key", key);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.endpoint().resolve(path));
  }

  private int post(String path, String body) throws IOException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body))).statusCode();
  }

  private int status(String payment) throws IOException {
    return send(request("/api/v1/payments" + payment)).statusCode();
  }

  private JsonNode get(String path) throws IOException {
    return get(server, path);
  }

  private JsonNode get(PaymentServer at, String path) throws IOException {
    return json(send(HttpRequest.newBuilder(at.endpoint().resolve(path))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Json.MAPPER.readTree(answer.body());
  }
}
