package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider that says one thing after the other, the last one for ever. */
final class ScriptedProvider implements PaymentProvider {

  private final Deque<Supplier<AttemptOutcome>> script = new ConcurrentLinkedDeque<>();
  private final AtomicInteger calls = new AtomicInteger();

  @SafeVarargs
  static ScriptedProvider saying(Supplier<AttemptOutcome>... script) {
    var provider = new ScriptedProvider();
    provider.says(script);
    return provider;
  }

  /** Forgets what it would have said. */
  @SafeVarargs
  final void says(Supplier<AttemptOutcome>... next) {
    script.clear();
    script.addAll(List.of(next));
  }

  static Supplier<AttemptOutcome> fails(CallFailure failure) {
    return () -> {
      throw new CallFailed(failure, failure.name());
    };
  }

  int calls() {
    return calls.get();
  }

  @Override
  public Abilities abilities() {
    return new Abilities(true, true, true);
  }

  @Override
  public AttemptOutcome charge(Attempt attempt) {
    calls.incrementAndGet();
    Supplier<AttemptOutcome> next = script.size() > 1 ? script.pop() : script.getFirst();
    return next.get();
  }

  @Override
  public AttemptOutcome outcome(Attempt attempt) {
    return charge(attempt);
  }

  @Override
  public ProviderPage payments(Instant since, @Nullable String after) {
    calls.incrementAndGet();
    return new ProviderPage(List.of(), null);
  }
}
