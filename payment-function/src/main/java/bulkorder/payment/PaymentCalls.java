package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Calls the payment service, again with the same key where that may help, and reads its answers.
 */
@ApplicationScoped
class PaymentCalls {

  private final PaymentService service;
  private final ObjectMapper json;

  PaymentCalls(@RestClient PaymentService service, ObjectMapper json) {
    this.service = service;
    this.json = json;
  }

  /**
   * Charges an attempt.
   *
   * @throws NoFinalAnswer if the provider neither captured nor declined, after so many calls as fit
   *     into 5 s
   */
  @Retry(
      maxRetries = 2,
      delay = 200,
      jitter = 200,
      maxDuration = 5_000,
      retryOn = NoFinalAnswer.class)
  @ExponentialBackoff(maxDelay = 2_000)
  AttemptOutcome call(Attempt attempt) {
    try {
      return read(200, service.pay(attempt.idempotencyKey(), PaymentRequest.of(attempt)));
    } catch (WebApplicationException e) {
      Response response = e.getResponse();
      return read(response.getStatus(), response.readEntity(String.class));
    } catch (ProcessingException e) {
      AttemptOutcome outcome =
          neverLeft(e) ? new NotTaken(Because.UNREACHABLE, Duration.ZERO) : new Unknown();
      throw new NoFinalAnswer(outcome, e.getClass().getSimpleName());
    }
  }

  private static boolean neverLeft(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private AttemptOutcome read(int status, @Nullable String body) {
    PaymentAnswer answer = parse(body);
    return switch (status) {
      case 200 -> captured(answer);
      case 400, 402 -> declined(answer);
      case 401, 403, 404, 405, 429 ->
          throw new NoFinalAnswer(
              new NotTaken(Because.TURNED_AWAY, Duration.ZERO), "status " + status);
      default -> throw new NoFinalAnswer(new Unknown(), "status " + status);
    };
  }

  private static AttemptOutcome captured(PaymentAnswer answer) {
    if (answer.paymentId() == null || !"captured".equals(answer.status())) {
      throw new NoFinalAnswer(new Unknown(), "an answer that does not say captured");
    }
    return new Captured(answer.paymentId());
  }

  /**
   * Only the service's own words are a decline: a bare 400, which something on the way may have
   * made, says nothing of a charge that an earlier call may have begun.
   */
  private static AttemptOutcome declined(PaymentAnswer answer) {
    String reason = answer.declineCode() == null ? answer.code() : answer.declineCode();
    if (reason == null) {
      throw new NoFinalAnswer(new Unknown(), "a refusal without a reason");
    }
    return new Declined(DeclineWords.code(reason), reason);
  }

  private PaymentAnswer parse(@Nullable String body) {
    try {
      return json.readValue(body == null || body.isBlank() ? "{}" : body, PaymentAnswer.class);
    } catch (JsonProcessingException notJson) {
      return new PaymentAnswer(null, null, null, null);
    }
  }
}
