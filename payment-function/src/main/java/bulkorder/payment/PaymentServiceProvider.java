package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.DeclineCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The existing payment service, with what its configuration says it has. */
@ApplicationScoped
class PaymentServiceProvider implements PaymentProvider {

  private static final Logger LOG = Logger.getLogger(PaymentServiceProvider.class);
  private static final int LIST_PAGE = 1_000;

  private final PaymentService service;
  private final ProviderCalls calls;
  private final PaymentConfig.ServiceFeatures has;
  private final ObjectMapper json;

  PaymentServiceProvider(
      @RestClient PaymentService service,
      ProviderCalls calls,
      PaymentConfig config,
      ObjectMapper json) {
    if (config.paymentServiceUrl().isEmpty()) {
      throw new IllegalStateException(
          "bulkorder.payment-service-url is missing, and the payment service is to take the money");
    }
    this.service = service;
    this.calls = calls;
    this.has = config.paymentService();
    this.json = json;
  }

  @Override
  public Abilities abilities() {
    return new Abilities(has.keys(), has.severalOrders(), has.list());
  }

  @Override
  public AttemptOutcome charge(Attempt attempt) {
    if (!has.severalOrders() && attempt.orderIds().size() > 1) {
      return new Declined(DeclineCode.REQUEST_REFUSED, "several_orders_not_supported");
    }
    try {
      return read(attempt, send(attempt));
    } catch (CallFailed e) {
      throw has.keys() ? e : e.withoutKey();
    }
  }

  /** A charge whose key cannot be asked for is sent again only where that charges nothing more. */
  @Override
  public AttemptOutcome outcome(Attempt attempt) {
    if (has.questions()) {
      ProviderAnswer answer = calls.make(() -> service.find(attempt.idempotencyKey()));
      if (answer.status() != 404) {
        return found(attempt, answer);
      }
    }
    return has.keys() ? charge(attempt) : new Unknown();
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    if (!has.list()) {
      throw new UnsupportedOperationException("the payment service gives out no list");
    }
    ProviderAnswer answer = calls.make(() -> service.list(since.toString(), after, LIST_PAGE));
    if (answer.status() != 200) {
      throw new CallFailed(CallFailure.TURNED_AWAY, "status " + answer.status());
    }
    try {
      return json.readValue(answer.body(), PaymentList.class).page();
    } catch (JsonProcessingException e) {
      throw new CallFailed(CallFailure.UNCLEAR, "a list that is none");
    }
  }

  private ProviderAnswer send(Attempt attempt) {
    String key = has.keys() ? attempt.idempotencyKey() : null;
    PaymentRequest request =
        has.severalOrders() ? PaymentRequest.full(attempt) : PaymentRequest.plain(attempt);
    return calls.make(() -> service.pay(key, request));
  }

  private AttemptOutcome read(Attempt attempt, ProviderAnswer answer) {
    PaymentAnswer payment = parse(answer.body());
    return switch (answer.status()) {
      case 200 -> captured(attempt, payment);
      case 400, 402 -> refused(answer.status(), payment);
      case 401, 403, 404, 405 -> {
        LOG.errorf("the payment service turns us away with status %d", answer.status());
        throw new CallFailed(CallFailure.TURNED_AWAY, "status " + answer.status());
      }
      case 422 -> {
        LOG.errorf(
            "payment %d: its key was used with other parameters; a person must look",
            attempt.paymentId());
        throw unclear(answer);
      }
      default -> throw unclear(answer);
    };
  }

  private static AttemptOutcome captured(Attempt attempt, PaymentAnswer payment) {
    if (payment.paymentId() == null || !"captured".equals(payment.status())) {
      throw new CallFailed(CallFailure.UNCLEAR, "an answer that does not say captured");
    }
    if (!payment.agreesWith(attempt.amount())) {
      LOG.errorf(
          "payment %d is %s here and %s %s at the payment service; a person must look",
          attempt.paymentId(), attempt.amount(), payment.amount(), payment.currency());
      return new Unknown();
    }
    return new Captured(payment.paymentId());
  }

  private AttemptOutcome found(Attempt attempt, ProviderAnswer answer) {
    PaymentAnswer payment = parse(answer.body());
    if (answer.status() == 200 && "declined".equals(payment.status())) {
      String word = payment.declineCode() == null ? "declined" : payment.declineCode();
      return new Declined(DeclineWords.decline(word), word);
    }
    if (answer.status() != 200) {
      throw unclear(answer);
    }
    return captured(attempt, payment);
  }

  /**
   * Only the service's own words are a refusal: a bare 400, which something on the way may have
   * made, says nothing of a charge that an earlier call may have begun.
   */
  private static AttemptOutcome refused(int status, PaymentAnswer payment) {
    if (payment.declineCode() != null) {
      return new Declined(DeclineWords.decline(payment.declineCode()), payment.declineCode());
    }
    if (payment.code() != null) {
      return new Declined(DeclineWords.refusal(payment.code()), payment.code());
    }
    throw new CallFailed(CallFailure.UNCLEAR, "status " + status + " without a reason");
  }

  private static CallFailed unclear(ProviderAnswer answer) {
    return new CallFailed(CallFailure.UNCLEAR, "status " + answer.status());
  }

  private PaymentAnswer parse(String body) {
    try {
      return body.isBlank() ? PaymentAnswer.NOTHING : json.readValue(body, PaymentAnswer.class);
    } catch (JsonProcessingException notJson) {
      return PaymentAnswer.NOTHING;
    }
  }
}
