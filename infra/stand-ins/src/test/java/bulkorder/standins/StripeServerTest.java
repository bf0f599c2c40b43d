package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeServerTest {

  private final Path file;
  private StripeServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  StripeServerTest(@TempDir Path directory) {
    file = directory.resolve("intents.jsonl");
    server = StripeServer.start(file, PaymentServer.Behaviour.NONE);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void an_intent_is_charged_when_it_is_confirmed_and_not_before() throws IOException {
    JsonNode created = json(create("pm_card_visa", "key-1"));
    assertThat(created.path("status").asText()).isEqualTo("requires_confirmation");
    assertThat(created.path("amount_received").asLong()).isZero();

    JsonNode confirmed = json(confirm(created, "key-2"));

    assertThat(confirmed.path("status").asText()).isEqualTo("succeeded");
    assertThat(confirmed.path("amount_received").asLong()).isEqualTo(1980);
    assertThat(confirmed.path("metadata").path("orders").asText()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
    "pm_card_chargeDeclinedExpiredCard, expired_card, ''",
    "pm_card_authenticationRequired, authentication_required, authentication_required",
  })
  void a_decline_is_a_402_whose_intent_wants_another_payment_method(
      String paymentMethod, String code, String declineCode) throws IOException {
    HttpResponse<String> answer = confirm(json(create(paymentMethod, "key-1")), "key-2");

    assertThat(answer.statusCode()).isEqualTo(402);
    JsonNode error = json(answer).path("error");
    assertThat(error.path("type").asText()).isEqualTo("card_error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("decline_code").asText()).isEqualTo(declineCode);
    assertThat(error.path("payment_intent").path("status").asText())
        .isEqualTo("requires_payment_method");
  }

  @Test
  void an_answer_is_kept_under_its_key_errors_included_until_the_key_is_forgotten()
      throws IOException {
    JsonNode intent = json(create("pm_card_visa_chargeDeclined", "key-1"));
    HttpResponse<String> declined = confirm(intent, "key-2");

    HttpResponse<String> again = confirm(intent, "key-2");
    assertThat(again.statusCode()).isEqualTo(402);
    assertThat(again.body()).isEqualTo(declined.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");

    server.forgetKeys();
    assertThat(json(confirm(intent, "key-2")).path("error").path("code").asText())
        .isEqualTo("payment_intent_unexpected_state");
  }

  @Test
  void the_same_key_with_other_parameters_is_an_idempotency_error() throws IOException {
    create("pm_card_visa", "key-1");

    HttpResponse<String> other = create("pm_card_mastercard", "key-1");

    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(json(other).path("error").path("type").asText()).isEqualTo("idempotency_error");
  }

  @ParameterizedTest
  @CsvSource({
    "49, jpy, amount_too_small",
    "100000000, usd, amount_too_large",
    "505, ugx, invalid_charge_amount_no_decimal_compatible",
    "5125, kwd, invalid_charge_amount",
    "12.5, jpy, parameter_invalid_integer",
  })
  void an_amount_that_is_no_number_of_smallest_units_is_refused(
      String amount, String currency, String code) throws IOException {
    HttpResponse<String> answer =
        post(
            "/v1/payment_intents",
            "amount=" + amount + "&currency=" + currency + "&payment_method=pm_card_visa",
            "key-1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").path("code").asText()).isEqualTo(code);
  }

  @Test
  void what_waits_for_the_customer_can_be_canceled_and_then_never_be_charged() throws IOException {
    JsonNode intent = json(create("pm_requires_action", "key-1"));
    assertThat(json(confirm(intent, "key-2")).path("status").asText()).isEqualTo("requires_action");

    assertThat(json(post(path(intent) + "/cancel", "", "key-3")).path("status").asText())
        .isEqualTo("canceled");

    assertThat(confirm(intent, "key-4").statusCode()).isEqualTo(400);
  }

  @Test
  void a_connection_cut_after_the_charge_leaves_the_charge() throws IOException {
    JsonNode intent = json(create("pm_confirm_cut_after", "key-1"));
    assertThatThrownBy(() -> confirm(intent, "key-2")).isInstanceOf(IOException.class);

    assertThat(get(path(intent)).path("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void the_list_is_newest_first_in_pages_and_knows_refunds_and_disputes() throws IOException {
    for (int i = 1; i <= 3; i++) {
      confirm(json(create("pm_card_visa", "key-" + i)), "confirm-" + i);
    }
    JsonNode all = get("/v1/payment_intents").path("data");
    String newest = all.path(0).path("id").asText();
    post("/v1/refunds", "payment_intent=" + newest + "&amount=80", "key-4");
    post("/disputes", "payment_intent=" + newest, "key-5");

    JsonNode first = get("/v1/payment_intents?limit=2&expand%5B%5D=data.latest_charge");
    JsonNode second =
        get(
            "/v1/payment_intents?limit=2&starting_after="
                + first.path("data").path(1).path("id").asText());

    JsonNode charge = first.path("data").path(0).path("latest_charge");
    assertThat(charge.path("amount_refunded").asLong()).isEqualTo(80);
    assertThat(charge.path("disputed").booleanValue()).isTrue();
    assertThat(first.path("has_more").booleanValue()).isTrue();
    assertThat(second.path("data")).hasSize(1);
    assertThat(second.path("has_more").booleanValue()).isFalse();
  }

  @Test
  void intents_and_answers_are_kept_between_runs() throws IOException {
    JsonNode intent = json(create("pm_card_visa", "key-1"));
    confirm(intent, "key-2");
    server.close();

    server = StripeServer.start(file, PaymentServer.Behaviour.NONE);

    assertThat(get(path(intent)).path("status").asText()).isEqualTo("succeeded");
    assertThat(confirm(intent, "key-2").headers().map()).containsKey("Idempotent-Replayed");
  }

  @Test
  void a_request_without_a_secret_key_is_turned_away() throws IOException {
    assertThat(
            send(HttpRequest.newBuilder(server.endpoint().resolve("/v1/payment_intents/pi_1")))
                .statusCode())
        .isEqualTo(401);
  }

  private HttpResponse<String> create(String paymentMethod, String key) throws IOException {
    return post(
        "/v1/payment_intents",
        "amount=1980&currency=jpy&payment_method=" + paymentMethod + "&metadata%5Borders%5D=7",
        key);
  }

  private HttpResponse<String> confirm(JsonNode intent, String key) throws IOException {
    return post(path(intent) + "/confirm", "off_session=true", key);
  }

  private static String path(JsonNode intent) {
    return "/v1/payment_intents/" + intent.path("id").asText();
  }

  private HttpResponse<String> post(String path, String form, String key) throws IOException {
    return send(
        request(path)
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private JsonNode get(String path) throws IOException {
    return json(send(request(path)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.endpoint().resolve(path))
        .header("Authorization", "Bearer sk_test_1")
        .header("Stripe-Version", "2024-06-20");
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
