package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The existing payment service as a gateway. */
@ApplicationScoped
class PaymentServiceGateway implements PaymentGateway {

  private static final Logger LOG = Logger.getLogger(PaymentServiceGateway.class);

  private final PaymentCalls calls;

  PaymentServiceGateway(PaymentCalls calls) {
    this.calls = calls;
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
