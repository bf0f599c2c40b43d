package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment provider. A failure of a call is an outcome, not an exception. */
public interface PaymentGateway {

  /** What this provider, as it is configured, can do. */
  Abilities abilities();

  /**
   * Charges an attempt. Called again with the same idempotency key, a provider that honours keys
   * charges nothing more; one that does not must not be called again for the same attempt.
   *
   * @return the outcome as far as it is known
   */
  AttemptOutcome charge(Attempt attempt);

  /**
   * Finds out what became of an attempt whose outcome is unknown: asks the provider, or, where it
   * cannot be asked or does not know the attempt, sends the same key again. Never charges under
   * another key.
   *
   * @return unknown as well where the provider neither can be asked nor honours keys
   */
  AttemptOutcome outcome(Attempt attempt);

  /**
   * A page of the provider's own list of payments, in a stable order.
   *
   * @param since the earliest payment that is wanted
   * @param after the {@link ProviderPage#next()} of the page before, or null for the first
   */
  ProviderPage payments(Instant since, @Nullable String after);
}
