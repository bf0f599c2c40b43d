package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one provider says, without patience: each method asks once, and whatever is no answer is
 * thrown as {@link CallFailed}. {@link GuardedGateway} makes a gateway of it.
 */
interface PaymentProvider {

  /** What this provider, as it is configured, can do. */
  Abilities abilities();

  /**
   * Charges an attempt, see {@link PaymentGateway#charge}.
   *
   * @throws CallFailed if the provider said neither captured nor declined
   */
  AttemptOutcome charge(Attempt attempt);

  /**
   * Finds out what became of an attempt, see {@link PaymentGateway#outcome}.
   *
   * @throws CallFailed if the provider said neither captured nor declined
   */
  AttemptOutcome outcome(Attempt attempt);

  /**
   * A page of the provider's list, see {@link PaymentGateway#payments}.
   *
   * @throws CallFailed if it cannot be had
   */
  ProviderPage payments(Instant since, @Nullable String after);
}
