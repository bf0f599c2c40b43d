package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider that charges nothing and has this list, which it gives out in pages of two. */
record ListedPayments(List<ProviderPayment> all, boolean listed) implements PaymentGateway {

  private static final int PAGE = 2;

  ListedPayments {
    all = List.copyOf(all);
  }

  @Override
  public Abilities abilities() {
    return new Abilities(true, true, listed);
  }

  @Override
  public AttemptOutcome charge(Attempt attempt, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    int from = after == null ? 0 : Integer.parseInt(after);
    int to = Math.min(from + PAGE, all.size());
    return new ProviderPage(all.subList(from, to), to == all.size() ? null : "" + to);
  }
}
