package bulkorder.payment;

import static bulkorder.payment.GivenAttempts.changed;
import static bulkorder.payment.GivenAttempts.inAMinute;
import static bulkorder.payment.GivenAttempts.money;
import static bulkorder.payment.GivenAttempts.yen;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.KeyReused;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.PaymentReferences;
import bulkorder.ledger.testing.Queues;
import bulkorder.standins.PaymentServer.Behaviour;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe over HTTP, as far as its stand-in speaks its API. */
@QuarkusTest
@TestProfile(StripeChosen.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class StripeGatewayTest extends LedgerTest {

  @Inject PaymentGateway gateway;
  @Inject PaymentReferences references;
  @Inject ProviderCalls calls;
  @Inject ObjectMapper json;
  @Inject @RestClient StripeApi api;
  @Inject CircuitBreakerMaintenance circuit;

  private GivenAttempts attempts;

  @BeforeEach
  void stripeWorks() {
    StripeStandIn.running().behave(Behaviour.NONE);
    circuit.resetAll();
    attempts = new GivenAttempts(ledger);
  }

  @Test
  void a_charge_is_captured_and_its_intent_is_in_the_ledger() throws IOException {
    Attempt attempt = attempts.with("pm_card_visa");

    AttemptOutcome outcome = charge(attempt);

    JsonNode intent = only(attempt);
    assertThat(outcome).isEqualTo(new Captured(intent.path("id").asText()));
    assertThat(intent.path("status").asText()).isEqualTo("succeeded");
    assertThat(intent.path("amount_received").asLong()).isEqualTo(200);
    assertThat(attempts.again(attempt).providerReference()).isEqualTo(intent.path("id").asText());
  }

  @ParameterizedTest
  @CsvSource({"10.99, USD, 1099", "500, JPY, 500", "5, UGX, 500", "5.12, KWD, 5120"})
  void an_amount_is_charged_in_stripes_smallest_unit(String amount, String currency, long units)
      throws IOException {
    Attempt attempt = attempts.of(money(amount, currency), "cus_1/pm_card_visa");

    assertThat(charge(attempt)).isInstanceOf(Captured.class);

    assertThat(only(attempt).path("amount_received").asLong()).isEqualTo(units);
    assertThat(only(attempt).path("customer").asText()).isEqualTo("cus_1");
  }

  @Test
  void an_amount_that_stripe_cannot_take_is_declined_without_a_call() throws IOException {
    Attempt attempt = attempts.of(money("5.124", "KWD"), "pm_card_visa");

    assertThat(charge(attempt))
        .isEqualTo(new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "invalid_charge_amount"));

    assertThat(intents(attempt)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_visa_chargeDeclined, DECLINED_BY_ISSUER, generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds, INSUFFICIENT_FUNDS, insufficient_funds",
    "pm_card_visa_chargeDeclinedLostCard, FRAUD_SUSPECTED, lost_card",
    "pm_card_visa_chargeDeclinedVelocityLimitExceeded, LIMIT_EXCEEDED, card_velocity_exceeded",
    "pm_card_chargeDeclinedExpiredCard, PAYMENT_METHOD_EXPIRED, expired_card",
    "pm_card_chargeDeclinedIncorrectCvc, PAYMENT_METHOD_INVALID, incorrect_cvc",
    "pm_card_chargeDeclinedProcessingError, DECLINED_BY_ISSUER, processing_error",
    "pm_card_authenticationRequired, AUTHENTICATION_REQUIRED, authentication_required",
    "pm_missing, PAYMENT_METHOD_INVALID, resource_missing",
    "tok_visa, PAYMENT_METHOD_INVALID, resource_missing",
  })
  void a_decline_names_stripes_reason_each_time_it_is_asked_for(
      String paymentMethod, DeclineCode code, String word) {
    Attempt attempt = attempts.with(paymentMethod);

    assertThat(charge(attempt)).isEqualTo(new Declined(code, word));
    assertThat(outcome(attempt)).isEqualTo(new Declined(code, word));
  }

  @Test
  void an_amount_that_stripe_refuses_is_declined_with_its_reason() {
    assertThat(charge(attempts.of(yen(49), "pm_card_visa")))
        .isEqualTo(new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "amount_too_small"));
    assertThat(charge(attempts.of(money("1000000", "USD"), "pm_card_visa")))
        .isEqualTo(new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "amount_too_large"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pm_create_429_once",
        "pm_create_502_once",
        "pm_create_503_after",
        "pm_confirm_429_once",
        "pm_confirm_503_once",
        "pm_confirm_504_after"
      })
  void what_fails_in_passing_is_tried_again_under_its_keys(String paymentMethod)
      throws IOException {
    Attempt attempt = attempts.with(paymentMethod);

    assertThat(charge(attempt)).isInstanceOf(Captured.class);

    assertThat(only(attempt).path("status").asText()).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pm_confirm_cut_once", "pm_confirm_cut_after", "pm_confirm_500_once"})
  void a_confirmation_without_an_answer_is_unknown_until_its_intent_is_asked_for(
      String paymentMethod) throws IOException {
    Attempt attempt = attempts.with(paymentMethod);
    assertThat(charge(attempt)).isEqualTo(new Unknown());

    StripeStandIn.running().forgetKeys();

    assertThat(outcome(attempt)).isInstanceOf(Captured.class);
    assertThat(only(attempt).path("status").asText()).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pm_create_cut_once", "pm_create_cut_after", "pm_create_500_once"})
  void a_creation_without_an_answer_took_nothing(String paymentMethod) throws IOException {
    Attempt attempt = attempts.with(paymentMethod);
    assertThat(charge(attempt)).isInstanceOf(NotTaken.class);
    assertThat(attempts.again(attempt).providerReference()).isNull();

    assertThat(charge(attempts.again(attempt))).isInstanceOf(Captured.class);

    assertThat(only(attempt).path("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void an_intent_that_is_known_is_asked_for_and_no_other_is_made() throws IOException {
    Attempt attempt = attempts.with("pm_card_visa");
    AttemptOutcome captured = charge(attempt);
    StripeStandIn.running().forgetKeys();

    assertThat(charge(attempts.again(attempt))).isEqualTo(captured);

    assertThat(intents(attempt)).hasSize(1);
  }

  @Test
  void an_intent_that_was_made_while_another_was_written_down_is_never_confirmed()
      throws IOException {
    Attempt attempt = attempts.with("pm_card_visa");
    assertThat(references.remember(attempt.paymentId(), "pi_other")).isTrue();

    assertThat(charge(attempt)).isEqualTo(new Unknown());

    assertThat(only(attempt).path("status").asText()).isEqualTo("requires_confirmation");
  }

  @Test
  void what_the_customer_would_have_to_confirm_is_canceled_and_declined() throws IOException {
    Attempt attempt = attempts.with("pm_requires_action");

    assertThat(charge(attempt))
        .isEqualTo(new Declined(DeclineCode.AUTHENTICATION_REQUIRED, "requires_action"));

    assertThat(only(attempt).path("status").asText()).isEqualTo("canceled");
  }

  @Test
  void an_intent_that_somebody_canceled_ended_unpaid() throws IOException {
    Attempt attempt = attempts.with("pm_confirm_500");
    charge(attempt);
    StripeStandIn.post("/v1/payment_intents/" + only(attempt).path("id").asText() + "/cancel", "");

    assertThat(outcome(attempt)).isEqualTo(new NotTaken(Because.ENDED_UNPAID, Duration.ZERO));
  }

  @Test
  void what_the_bank_takes_its_time_for_is_unknown() {
    Attempt attempt = attempts.with("pm_processing");

    assertThat(charge(attempt)).isEqualTo(new Unknown());
    assertThat(outcome(attempt)).isEqualTo(new Unknown());
  }

  @Test
  void a_key_that_was_used_for_something_else_is_unknown() throws IOException {
    Attempt attempt = attempts.with("pm_card_visa");
    charge(attempt);

    assertThat(charge(changed(attempt, yen(300), null))).isEqualTo(new KeyReused());
    assertThat(gateway.outcome(changed(attempt, yen(300), null), inAMinute()))
        .isEqualTo(new KeyReused());

    assertThat(intents(attempt)).hasSize(1);
  }

  @Test
  void an_intent_of_another_amount_is_for_a_person_and_not_confirmed() throws IOException {
    Attempt attempt = attempts.with("pm_confirm_500_once");
    charge(attempt);
    String id = only(attempt).path("id").asText();

    assertThat(gateway.outcome(changed(attempt, yen(300), id), inAMinute()))
        .isEqualTo(new Unknown());

    assertThat(only(attempt).path("status").asText()).isEqualTo("requires_confirmation");
  }

  @Test
  void an_intent_that_stripe_does_not_know_is_unknown_and_no_other_is_made() throws IOException {
    Attempt attempt = changed(attempts.with("pm_card_visa"), yen(200), "pi_elsewhere");

    assertThat(charge(attempt)).isEqualTo(new Unknown());

    assertThat(intents(attempt)).isEmpty();
  }

  @Test
  void a_wrong_secret_key_is_turned_away() {
    var wrong =
        new StripeProvider(
            new StripeCalls(
                api,
                calls,
                PaymentConfigTest.config(Map.of("bulkorder.stripe.secret-key", "pk_wrong")),
                json),
            references);

    assertThat(charge(wrong, attempts.with("pm_card_visa")))
        .isEqualTo(new NotTaken(Because.TURNED_AWAY, Duration.ZERO));
  }

  @Test
  void the_list_goes_on_in_pages_and_has_keys_refunds_and_disputes() throws IOException {
    Attempt attempt = attempts.with("pm_card_visa");
    String id = ((Captured) charge(attempt)).providerReference();
    StripeStandIn.post("/v1/refunds", "payment_intent=" + id + "&amount=50");
    StripeStandIn.post("/disputes", "payment_intent=" + id);
    Attempt declined = attempts.with("pm_card_visa_chargeDeclined");
    charge(declined);
    for (int i = 0; i < 100; i++) {
      charge(attempts.with("pm_card_visa"));
    }

    List<ProviderPayment> listed = new ArrayList<>();
    int pages = 0;
    String after = null;
    do {
      ProviderPage page = gateway.payments(Instant.EPOCH, after);
      listed.addAll(page.payments());
      after = page.next();
      pages++;
    } while (after != null);

    assertThat(pages).isGreaterThan(1);
    assertThat(listed).extracting(ProviderPayment::reference).doesNotHaveDuplicates();
    assertThat(listed)
        .filteredOn(payment -> payment.reference().equals(id))
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.idempotencyKey()).isEqualTo(attempt.idempotencyKey());
              assertThat(payment.amount()).isEqualTo(attempt.amount());
              assertThat(payment.captured()).isTrue();
              assertThat(payment.refunded()).isEqualByComparingTo("50");
              assertThat(payment.disputed()).isTrue();
            });
    assertThat(listed)
        .filteredOn(payment -> declined.idempotencyKey().equals(payment.idempotencyKey()))
        .singleElement()
        .matches(payment -> !payment.captured());
  }

  private AttemptOutcome charge(Attempt attempt) {
    return gateway.charge(attempt, inAMinute());
  }

  private static AttemptOutcome charge(StripeProvider provider, Attempt attempt) {
    try {
      return provider.charge(attempt);
    } catch (CallFailed e) {
      return e.outcome();
    }
  }

  /** Asks as the schedule does, with what the ledger knows by then. */
  private AttemptOutcome outcome(Attempt attempt) {
    return gateway.outcome(attempts.again(attempt), inAMinute());
  }

  private static List<JsonNode> intents(Attempt attempt) throws IOException {
    return StripeStandIn.intentsOf(attempt.idempotencyKey());
  }

  private static JsonNode only(Attempt attempt) throws IOException {
    List<JsonNode> intents = intents(attempt);
    assertThat(intents).hasSize(1);
    return intents.getFirst();
  }
}
