package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer that the stand-in never gives, or none, says of the money. */
class PaymentServiceProviderTest {

  private static final Attempt ATTEMPT =
      new Attempt(1, "key", List.of(2L), GivenAttempts.YEN_200, "tok", null);

  @Test
  void an_answer_need_not_repeat_the_amount() {
    assertThat(outcome(() -> "{\"payment_id\":\"pay_1\",\"status\":\"captured\"}"))
        .isEqualTo(new Captured("pay_1"));
  }

  @Test
  void an_answer_with_another_amount_leaves_the_outcome_unknown() {
    assertThat(outcome(() -> "{\"payment_id\":\"pay_1\",\"status\":\"captured\",\"amount\":201}"))
        .isEqualTo(new Unknown());
    assertThat(
            outcome(
                () -> "{\"payment_id\":\"pay_1\",\"status\":\"captured\",\"currency\":\"USD\"}"))
        .isEqualTo(new Unknown());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402})
  void a_refusal_without_the_services_own_words_leaves_the_outcome_unknown(int status) {
    assertThat(outcome(() -> refuse(status, "<html>Bad Request</html>")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "", "not json", "{\"payment_id\":\"pay_1\",\"status\":\"pending\"}"})
  void an_answer_that_does_not_say_captured_leaves_the_outcome_unknown(String body) {
    assertThat(outcome(() -> body)).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 418, 422, 500, 501, 502, 503, 504})
  void a_failure_of_the_service_leaves_the_outcome_unknown(int status) {
    assertThat(outcome(() -> refuse(status, ""))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 429})
  void a_call_that_was_turned_away_took_nothing(int status) {
    assertThat(outcome(() -> refuse(status, ""))).isInstanceOf(NotTaken.class);
  }

  @Test
  void a_call_that_never_left_took_nothing() {
    assertThat(outcome(() -> fail(new ConnectException()))).isInstanceOf(NotTaken.class);
  }

  @Test
  void a_call_without_an_answer_leaves_the_outcome_unknown() {
    assertThat(outcome(() -> fail(new SocketTimeoutException()))).isInstanceOf(Unknown.class);
  }

  @FunctionalInterface
  private interface Answer {
    String give();
  }

  private record Answering(Answer answer) implements PaymentService {

    @Override
    public String pay(@Nullable String idempotencyKey, PaymentRequest request) {
      return answer.give();
    }

    @Override
    public String find(String idempotencyKey) {
      return answer.give();
    }

    @Override
    public String list(String createdFrom, @Nullable String after, int limit) {
      return answer.give();
    }
  }

  private static AttemptOutcome outcome(Answer answer) {
    var provider =
        new PaymentServiceProvider(
            new Answering(answer),
            new ProviderCalls(InstantSource.system()),
            PaymentConfigTest.config(Map.of("bulkorder.payment-service-url", "http://payment")),
            new ObjectMapper());
    try {
      return provider.charge(ATTEMPT);
    } catch (CallFailed e) {
      return e.outcome();
    }
  }

  private static String refuse(int status, String body) {
    throw new WebApplicationException(Response.status(status).entity(body).build());
  }

  private static String fail(Exception cause) {
    throw new ProcessingException(cause);
  }
}
