package bulkorder.payment;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stripe. An intent is made, its id is written to the ledger, and only then is it confirmed, which
 * takes the money. So an attempt without an id has taken none, and one with an id is asked for by
 * it: keys may be forgotten after 24 hours, ids are not, and no intent takes money twice.
 */
@ApplicationScoped
class StripeProvider implements PaymentProvider {

  private static final Logger LOG = Logger.getLogger(StripeProvider.class);

  private final StripeCalls calls;
  private final PaymentReferences references;

  StripeProvider(StripeCalls calls, PaymentReferences references) {
    this.calls = calls;
    this.references = references;
  }

  @Override
  public Abilities abilities() {
    return new Abilities(true, true, true);
  }

  @Override
  public AttemptOutcome charge(Attempt attempt) {
    String known = attempt.providerReference();
    return known == null ? begin(attempt) : goOn(attempt, known);
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt) {
    return charge(attempt);
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    return calls.list(since, after);
  }

  private AttemptOutcome begin(Attempt attempt) {
    OptionalLong units = StripeAmount.units(attempt.amount());
    if (units.isEmpty()) {
      return new Declined(DeclineCode.AMOUNT_NOT_ACCEPTED, "invalid_charge_amount");
    }
    ProviderAnswer answer = created(attempt, units.getAsLong());
    return answer.status() == 200
        ? remembered(attempt, StripeIntent.of(calls.parse(answer)))
        : refused(attempt, answer);
  }

  private ProviderAnswer created(Attempt attempt, long units) {
    try {
      return calls.create(attempt, units);
    } catch (CallFailed e) {
      throw e.takingNothing();
    }
  }

  private AttemptOutcome remembered(Attempt attempt, StripeIntent intent) {
    if (references.remember(attempt.paymentId(), intent.id())) {
      return confirm(attempt, intent);
    }
    LOG.errorf(
        "payment %d: intent %s is not confirmed, for the payment has ended or has another one",
        attempt.paymentId(), intent.id());
    return new Unknown();
  }

  private AttemptOutcome goOn(Attempt attempt, String id) {
    StripeIntent intent = retrievedFirst(attempt, id);
    return intent.status().equals("requires_confirmation")
        ? confirm(attempt, intent)
        : settled(attempt, intent);
  }

  private AttemptOutcome confirm(Attempt attempt, StripeIntent intent) {
    if (!intent.agreesWith(attempt.amount())) {
      return otherMoney(attempt, intent);
    }
    ProviderAnswer answer = calls.confirm(attempt, intent.id());
    try {
      return confirmed(attempt, intent, answer);
    } catch (CallFailed e) {
      throw e.failure() == CallFailure.TURNED_AWAY ? e : e.afterCharge();
    }
  }

  private AttemptOutcome confirmed(Attempt attempt, StripeIntent intent, ProviderAnswer answer) {
    if (answer.status() == 200) {
      return settled(attempt, StripeIntent.of(calls.parse(answer)));
    }
    return error(answer).code().equals("payment_intent_unexpected_state")
        ? settled(attempt, retrieved(attempt, intent.id()))
        : refused(attempt, answer);
  }

  /** What an intent that is not to be confirmed says of the money. */
  private AttemptOutcome settled(Attempt attempt, StripeIntent intent) {
    return switch (intent.status()) {
      case "succeeded" ->
          intent.agreesWith(attempt.amount())
              ? new Captured(intent.id())
              : otherMoney(attempt, intent);
      case "requires_payment_method" ->
          intent.lastError() == null ? new Unknown() : intent.lastError().decline();
      case "requires_action" -> withoutTheCustomer(attempt, intent);
      case "canceled" -> new NotTaken(Because.ENDED_UNPAID, Duration.ZERO);
      default -> new Unknown();
    };
  }

  /** Nobody asks the customer; canceled, the intent cannot be completed behind our back. */
  private AttemptOutcome withoutTheCustomer(Attempt attempt, StripeIntent intent) {
    try {
      ProviderAnswer answer = calls.cancel(attempt, intent.id());
      if (answer.status() != 200) {
        throw new CallFailed(CallFailure.UNCLEAR, "an intent that cannot be canceled");
      }
    } catch (CallFailed e) {
      throw e.afterCharge();
    }
    return new Declined(DeclineCode.AUTHENTICATION_REQUIRED, "requires_action");
  }

  private StripeIntent retrieved(Attempt attempt, String id) {
    ProviderAnswer answer = calls.retrieve(id);
    if (answer.status() == 200) {
      return StripeIntent.of(calls.parse(answer));
    }
    LOG.errorf(
        "payment %d: Stripe does not show intent %s: status %d, %s",
        attempt.paymentId(), id, answer.status(), error(answer));
    throw new CallFailed(CallFailure.UNCLEAR, "status " + answer.status());
  }

  private StripeIntent retrievedFirst(Attempt attempt, String id) {
    try {
      return retrieved(attempt, id);
    } catch (CallFailed e) {
      throw e.takingNothing();
    }
  }

  private AttemptOutcome refused(Attempt attempt, ProviderAnswer answer) {
    StripeError error = error(answer);
    if (error.isKeyReused()) {
      LOG.errorf(
          "payment %d: its key was used with other parameters; a person must look",
          attempt.paymentId());
      return new KeyReused();
    }
    return switch (answer.status()) {
      case 402 -> error.decline();
      case 400 -> {
        LOG.warnf("payment %d: Stripe refuses the request: %s", attempt.paymentId(), error);
        yield error.refusal();
      }
      case 401, 403 -> {
        LOG.errorf("Stripe turns us away: status %d, %s", answer.status(), error);
        throw new CallFailed(CallFailure.TURNED_AWAY, "status " + answer.status());
      }
      default -> throw new CallFailed(CallFailure.UNCLEAR, "status " + answer.status());
    };
  }

  private AttemptOutcome otherMoney(Attempt attempt, StripeIntent intent) {
    LOG.errorf(
        "payment %d is %s here and %d units of %s at Stripe; a person must look",
        attempt.paymentId(), attempt.amount(), intent.units(), intent.currency());
    return new Unknown();
  }

  private StripeError error(ProviderAnswer answer) {
    return StripeError.of(calls.parse(answer).path("error"));
  }
}
