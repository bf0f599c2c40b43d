package bulkorder.payment;

import static bulkorder.payment.GivenAttempts.YEN_200;
import static bulkorder.payment.GivenAttempts.changed;
import static bulkorder.payment.GivenAttempts.inAMinute;
import static bulkorder.payment.GivenAttempts.yen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.testing.Queues;
import bulkorder.standins.PaymentServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payment service over HTTP, as far as its stand-in speaks its contract. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class PaymentServiceGatewayTest extends LedgerTest {

  @Inject PaymentGateway gateway;
  @Inject PaymentConfig config;
  @Inject ProviderCalls calls;
  @Inject ObjectMapper json;
  @Inject @RestClient PaymentService service;

  private GivenAttempts attempts;

  @BeforeEach
  void theProviderWorks() {
    Provider.works();
    attempts = new GivenAttempts(ledger);
  }

  @Test
  void it_can_do_what_its_configuration_says() {
    assertThat(gateway.abilities()).isEqualTo(new Abilities(true, true, true));
  }

  @Test
  void a_charge_is_captured_under_its_key() throws IOException {
    Attempt attempt = attempts.with("tok_visa");

    AttemptOutcome outcome = charge(attempt);

    JsonNode there = atProvider(attempt).getFirst();
    assertThat(outcome).isEqualTo(new Captured(there.get("payment_id").asText()));
    assertThat(there.get("idempotency_key").asText()).isEqualTo(attempt.idempotencyKey());
    assertThat(there.get("payment_method").asText()).isEqualTo("tok_visa");
    assertThat(there.get("order_ids")).isEmpty();
  }

  @Test
  void a_charge_for_several_orders_names_them_all() throws IOException {
    Attempt attempt = attempts.forOrders(List.of(11L, 12L, 13L), YEN_200, "tok_visa");

    assertThat(charge(attempt)).isInstanceOf(Captured.class);

    assertThat(atProvider(attempt).getFirst().get("order_ids").toString()).isEqualTo("[11,12,13]");
  }

  @Test
  void a_decline_and_a_refusal_name_the_providers_reason() {
    assertThat(charge(attempts.with("tok_declined_expired_card")))
        .isEqualTo(new Declined(DeclineCode.PAYMENT_METHOD_EXPIRED, "expired_card"));
    assertThat(charge(attempts.of(yen(99), "tok_visa")))
        .isEqualTo(new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "amount_out_of_range"));
    assertThat(charge(attempts.with("4242424242424242")))
        .isEqualTo(new Declined(DeclineCode.PAYMENT_METHOD_INVALID, "card_number_refused"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_429_once", "tok_502_once", "tok_503_once", "tok_504_after"})
  void what_fails_in_passing_is_tried_again_under_its_key(String token) throws IOException {
    Attempt attempt = attempts.with(token);

    assertThat(charge(attempt)).isInstanceOf(Captured.class);

    assertThat(atProvider(attempt)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_500_once", "tok_cut_before", "tok_cut_after", "tok_slow_1500"})
  void what_may_have_charged_is_unknown_until_it_is_asked_for(String token) throws IOException {
    Attempt attempt = attempts.with(token);
    assertThat(charge(attempt)).isEqualTo(new Unknown());

    awaitCaptured(attempt);

    assertThat(atProvider(attempt)).hasSize(1);
  }

  @Test
  void a_provider_that_keeps_giving_up_leaves_the_outcome_unknown() {
    assertThat(charge(attempts.with("tok_503"))).isEqualTo(new Unknown());
  }

  @Test
  void a_provider_that_keeps_turning_us_away_says_when_to_come_back() {
    Attempt attempt = attempts.with("tok_429");

    assertThat(gateway.charge(attempt, withTimeForPauses(Duration.ofMillis(500))))
        .isEqualTo(new NotTaken(Because.TURNED_AWAY, Duration.ofSeconds(1)));
  }

  @Test
  void a_pause_that_the_invocation_has_no_time_for_is_not_made() {
    Attempt attempt = attempts.with("tok_429_once");

    assertThat(gateway.charge(attempt, withTimeForPauses(Duration.ofMillis(900))))
        .isInstanceOf(NotTaken.class);
    assertThat(gateway.charge(attempt, withTimeForPauses(Duration.ofMillis(900))))
        .isInstanceOf(Captured.class);
  }

  @Test
  void the_pause_that_the_provider_asks_for_is_made() {
    Attempt attempt = attempts.with("tok_429_once");
    long begun = System.nanoTime();

    assertThat(charge(attempt)).isInstanceOf(Captured.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void a_key_that_was_used_for_something_else_is_unknown() throws IOException {
    Attempt attempt = attempts.with("tok_visa");
    charge(attempt);

    assertThat(charge(changed(attempt, yen(300), null))).isEqualTo(new Unknown());

    assertThat(atProvider(attempt)).hasSize(1);
  }

  @Test
  void a_charge_that_is_in_progress_elsewhere_is_unknown() throws IOException {
    Attempt attempt = attempts.with("tok_slow_500");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = CompletableFuture.supplyAsync(() -> charge(attempt), threads);
      var second = CompletableFuture.supplyAsync(() -> charge(attempt), threads);

      assertThat(Stream.of(first, second).map(CompletableFuture::join))
          .hasAtLeastOneElementOfType(Captured.class)
          .contains(new Unknown());
    }
    assertThat(atProvider(attempt)).hasSize(1);
  }

  @Test
  void a_decline_is_found_by_its_key() {
    Attempt attempt = attempts.with("tok_declined");
    charge(attempt);

    assertThat(gateway.outcome(attempt, inAMinute()))
        .isEqualTo(new Declined(DeclineCode.INSUFFICIENT_FUNDS, "insufficient_funds"));
  }

  @Test
  void a_payment_of_another_amount_that_is_found_is_for_a_person() {
    Attempt attempt = attempts.with("tok_visa");
    charge(attempt);

    assertThat(gateway.outcome(changed(attempt, yen(300), null), inAMinute()))
        .isEqualTo(new Unknown());
  }

  @Test
  void an_attempt_that_the_provider_does_not_know_is_sent_under_its_key() throws IOException {
    Attempt attempt = attempts.with("tok_visa");

    assertThat(gateway.outcome(attempt, inAMinute())).isInstanceOf(Captured.class);

    assertThat(atProvider(attempt)).hasSize(1);
  }

  @Test
  void a_question_that_is_turned_away_leaves_the_outcome_unknown() {
    assertThat(
            gateway.outcome(
                attempts.with("tok_429_once"), withTimeForPauses(Duration.ofMillis(500))))
        .isEqualTo(new Unknown());
  }

  @Test
  void the_list_has_keys_refunds_and_disputes() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    Attempt captured = attempts.with("tok_visa");
    Attempt declined = attempts.with("tok_declined");
    String id = ((Captured) charge(captured)).providerReference();
    charge(declined);
    post("/refunds", "{\"payment_id\": \"%s\", \"amount\": 50}".formatted(id));
    post("/disputes", "{\"payment_id\": \"%s\"}".formatted(id));

    List<ProviderPayment> listed = gateway.payments(before, null).payments();

    assertThat(listed)
        .filteredOn(payment -> captured.idempotencyKey().equals(payment.idempotencyKey()))
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.reference()).isEqualTo(id);
              assertThat(payment.amount()).isEqualTo(YEN_200);
              assertThat(payment.captured()).isTrue();
              assertThat(payment.refunded()).isEqualByComparingTo("50");
              assertThat(payment.disputed()).isTrue();
              assertThat(payment.createdAt()).isAfter(before);
            });
    assertThat(listed)
        .filteredOn(payment -> declined.idempotencyKey().equals(payment.idempotencyKey()))
        .singleElement()
        .matches(payment -> !payment.captured() && !payment.disputed());
  }

  @Test
  void the_list_goes_on_in_pages() {
    Instant before = Instant.now().minusSeconds(1);
    List<Attempt> charged =
        IntStream.range(0, 1_001).mapToObj(_ -> attempts.with("tok_visa")).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      charged.forEach(attempt -> threads.execute(() -> charge(attempt)));
    }

    ProviderPage first = gateway.payments(before, null);
    ProviderPage second = gateway.payments(before, first.next());

    assertThat(first.payments()).hasSize(1_000);
    assertThat(Stream.of(first, second).flatMap(page -> page.payments().stream()))
        .extracting(ProviderPayment::idempotencyKey)
        .containsAll(charged.stream().map(Attempt::idempotencyKey).toList());
    assertThat(second.next()).isNull();
  }

  @Test
  void no_more_calls_are_made_at_a_time_than_allowed_and_the_others_wait() {
    List<Attempt> many =
        IntStream.range(0, 20).mapToObj(_ -> attempts.with("tok_slow_50")).toList();
    List<CompletableFuture<AttemptOutcome>> outcomes;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      outcomes =
          many.stream()
              .map(attempt -> CompletableFuture.supplyAsync(() -> charge(attempt), threads))
              .toList();
    }

    assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof Captured);
    assertThat(Provider.callsAtOnceMax()).isEqualTo(4);
  }

  @Test
  void a_provider_that_fails_is_left_alone_and_tried_again_later() {
    Provider.behaves(PaymentServer.Behaviour.failing(500));
    for (int i = 0; i < 10; i++) {
      charge(attempts.with("tok_visa"));
    }

    assertThat(charge(attempts.with("tok_visa")))
        .isEqualTo(new NotTaken(Because.CIRCUIT_OPEN, config.paymentFaults().breakerDelay()));
  }

  @Test
  void nobody_at_home_took_nothing() throws IOException {
    PaymentService nobody =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(URI.create("http://127.0.0.1:" + closedPort()))
            .build(PaymentService.class);

    assertThat(with(nobody, Map.of()).charge(attempts.with("tok_visa"), inAMinute()))
        .isEqualTo(new NotTaken(Because.UNREACHABLE, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_503_once", "tok_cut_before"})
  void without_keys_nothing_is_sent_again_and_nothing_asked(String token) throws IOException {
    PaymentGateway plain =
        with(
            service,
            Map.of(
                "bulkorder.payment-service.keys", "false",
                "bulkorder.payment-service.questions", "false"));
    Attempt attempt = attempts.with(token);

    assertThat(plain.charge(attempt, inAMinute())).isEqualTo(new Unknown());
    assertThat(plain.outcome(attempt, inAMinute())).isEqualTo(new Unknown());

    assertThat(ofOrder(attempt)).isEmpty();
    assertThat(plain.abilities().keys()).isFalse();
  }

  @Test
  void without_keys_no_header_is_sent() throws IOException {
    PaymentGateway plain = with(service, Map.of("bulkorder.payment-service.keys", "false"));
    Attempt attempt = attempts.with("tok_visa");

    assertThat(plain.charge(attempt, inAMinute())).isInstanceOf(Captured.class);

    assertThat(ofOrder(attempt).getFirst().get("idempotency_key").isNull()).isTrue();
  }

  @Test
  void the_existing_contract_alone_takes_one_order_and_no_payment_method() throws IOException {
    PaymentGateway plain =
        with(service, Map.of("bulkorder.payment-service.several-orders", "false"));
    Attempt one = attempts.with("tok_declined");
    Attempt several = attempts.forOrders(List.of(21L, 22L), YEN_200, "tok_visa");

    assertThat(plain.charge(one, inAMinute())).isInstanceOf(Captured.class);
    assertThat(plain.charge(several, inAMinute()))
        .isEqualTo(new Declined(DeclineCode.REQUEST_REFUSED, "several_orders_not_supported"));

    assertThat(atProvider(one).getFirst().get("payment_method").isNull()).isTrue();
    assertThat(atProvider(several)).isEmpty();
    assertThat(plain.abilities().severalOrders()).isFalse();
  }

  @Test
  void where_it_cannot_be_asked_the_same_key_is_sent_again() throws IOException {
    PaymentGateway mute = with(service, Map.of("bulkorder.payment-service.questions", "false"));
    Attempt attempt = attempts.with("tok_cut_after");
    assertThat(mute.charge(attempt, inAMinute())).isEqualTo(new Unknown());

    assertThat(mute.outcome(attempt, inAMinute())).isInstanceOf(Captured.class);

    assertThat(atProvider(attempt)).hasSize(1);
  }

  private AttemptOutcome charge(Attempt attempt) {
    return gateway.charge(attempt, inAMinute());
  }

  private void awaitCaptured(Attempt attempt) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> gateway.outcome(attempt, inAMinute()) instanceof Captured);
  }

  /** A deadline that leaves so much for pauses before a further call must begin. */
  private Deadline withTimeForPauses(Duration pauses) {
    return Deadline.in(config.paymentTimeNeeded().plus(pauses), Clock.systemUTC());
  }

  /** The gateway of a service that is configured in another way. */
  private PaymentGateway with(PaymentService service, Map<String, String> settings) {
    PaymentConfig other =
        PaymentConfigTest.config(
            Stream.of(settings, Map.of("bulkorder.payment-service-url", "http://payment"))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return new GuardedGateway(
        new PaymentServiceProvider(service, calls, other, json),
        ProviderGuards.guard(UUID.randomUUID().toString(), other.paymentFaults(), 4),
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), RandomGenerator.getDefault()),
        other.paymentTimeNeeded(),
        other.paymentFaults().breakerDelay(),
        Clock.systemUTC());
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private List<JsonNode> atProvider(Attempt attempt) throws IOException {
    return ledgerOfProvider().stream()
        .filter(payment -> payment.get("idempotency_key").asText().equals(attempt.idempotencyKey()))
        .toList();
  }

  private List<JsonNode> ofOrder(Attempt attempt) throws IOException {
    return ledgerOfProvider().stream()
        .filter(payment -> payment.get("order_id").asLong() == attempt.leadOrderId())
        .toList();
  }

  private List<JsonNode> ledgerOfProvider() throws IOException {
    URI list = Provider.endpoint().resolve("/ledger?limit=10000");
    return json.readTree(list.toURL().openStream()).get("payments").valueStream().toList();
  }

  private static void post(String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(Provider.endpoint().resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }
}
