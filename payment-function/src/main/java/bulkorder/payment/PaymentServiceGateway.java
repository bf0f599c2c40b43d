package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The existing payment service as a gateway. */
@ApplicationScoped
class PaymentServiceGateway implements PaymentGateway {

  private static final Logger LOG = Logger.getLogger(PaymentServiceGateway.class);

  private final PaymentCalls calls;

  PaymentServiceGateway(PaymentCalls calls) {
    this.calls = calls;
  }

  @Override
  public Abilities abilities() {
    return new Abilities(true, true, false);
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt) {
    return charge(attempt);
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    throw new UnsupportedOperationException("the payment service gives out no list");
  }

  @Override
  public AttemptOutcome charge(Attempt attempt) {
    try {
      return calls.call(attempt);
    } catch (NoFinalAnswer e) {
      LOG.warnf("payment %d has no final answer: %s", attempt.paymentId(), e.getMessage());
      return e.outcome();
    }
  }
}
