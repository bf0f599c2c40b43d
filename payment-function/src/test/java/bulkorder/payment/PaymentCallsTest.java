package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bulkorder.ledger.Money;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.DeclineCode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer, or none, says of the money. */
class PaymentCallsTest {

  private static final Attempt ATTEMPT =
      new Attempt(
          1,
          "key",
          List.of(2L),
          new Money(new BigDecimal(500), Currency.getInstance("JPY")),
          "tok",
          null);

  @Test
  void a_captured_payment_names_the_providers_id() {
    assertThat(call(() -> "{\"payment_id\":\"pay_1\",\"status\":\"captured\"}"))
        .isEqualTo(new Captured("pay_1"));
  }

  @Test
  void a_decline_names_the_providers_reason() {
    assertThat(call(() -> refuse(402, "{\"decline_code\":\"expired_card\"}")))
        .isEqualTo(new Declined(DeclineCode.PAYMENT_METHOD_EXPIRED, "expired_card"));
  }

  @Test
  void a_request_that_the_service_refuses_is_declined_with_its_code() {
    assertThat(call(() -> refuse(400, "{\"code\":\"amount_out_of_range\"}")))
        .isEqualTo(new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "amount_out_of_range"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402})
  void a_refusal_without_the_services_own_words_leaves_the_outcome_unknown(int status) {
    assertThat(noFinalAnswer(() -> refuse(status, "<html>Bad Request</html>")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "", "not json", "{\"payment_id\":\"pay_1\",\"status\":\"pending\"}"})
  void an_answer_that_does_not_say_captured_leaves_the_outcome_unknown(String body) {
    assertThat(noFinalAnswer(() -> body)).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 422, 500, 502, 503, 504})
  void a_failure_of_the_service_leaves_the_outcome_unknown(int status) {
    assertThat(noFinalAnswer(() -> refuse(status, ""))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 429})
  void a_call_that_was_turned_away_took_nothing(int status) {
    assertThat(noFinalAnswer(() -> refuse(status, ""))).isInstanceOf(NotTaken.class);
  }

  @Test
  void a_call_that_never_left_took_nothing() {
    assertThat(noFinalAnswer(() -> fail(new ConnectException()))).isInstanceOf(NotTaken.class);
  }

  @Test
  void a_call_without_an_answer_leaves_the_outcome_unknown() {
    assertThat(noFinalAnswer(() -> fail(new SocketTimeoutException()))).isInstanceOf(Unknown.class);
  }

  private interface Answer {
    String give();
  }

  private static AttemptOutcome call(Answer answer) {
    return new PaymentCalls((key, request) -> answer.give(), new ObjectMapper()).call(ATTEMPT);
  }

  private static AttemptOutcome noFinalAnswer(Answer answer) {
    NoFinalAnswer thrown = catchThrowableOfType(NoFinalAnswer.class, () -> call(answer));
    return thrown.outcome();
  }

  private static String refuse(int status, String body) {
    throw new WebApplicationException(Response.status(status).entity(body).build());
  }

  private static String fail(Exception cause) {
    throw new ProcessingException(cause);
  }
}
