package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider. A failure of a call is an outcome, not an exception. What fails in passing is
 * tried again as often as allowed, while the invocation has the time.
 */
public interface PaymentGateway {

  /** What this provider, as it is configured, can do. */
  Abilities abilities();

  /**
   * Charges an attempt. Called again with the same idempotency key, a provider that honours keys
   * charges nothing more; one that does not must not be called again for the same attempt.
   *
   * @param deadline when the invocation ends
   * @return the outcome as far as it is known; not taken is said of this invocation's calls
   */
  AttemptOutcome charge(Attempt attempt, Deadline deadline);

  /**
   * Finds out what became of an attempt whose outcome is unknown: asks the provider, or, where it
   * cannot be asked or does not know the attempt, sends the same key again. Never charges under
   * another key.
   *
   * @param deadline when the invocation ends
   * @return captured, declined, or not taken because it ended unpaid; not taken because the circuit
   *     is open, if nobody was asked, which says nothing of the attempt; key reused, if asking once
   *     more may charge; else unknown as before, also where the provider neither can be asked nor
   *     honours keys
   */
  AttemptOutcome outcome(Attempt attempt, Deadline deadline);

  /**
   * A page of the provider's own list of payments, in a stable order.
   *
   * @param since the earliest payment that is wanted
   * @param after the {@link ProviderPage#next()} of the page before, or null for the first
   * @throws UnsupportedOperationException if the provider gives out no list
   * @throws RuntimeException if the list cannot be had now; to be asked for again later
   */
  ProviderPage payments(Instant since, @Nullable String after);
}
