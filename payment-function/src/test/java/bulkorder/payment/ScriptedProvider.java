package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider that says one thing after the other, the last one for ever. */
final class ScriptedProvider implements PaymentProvider {

  /** What it says once. */
  @FunctionalInterface
  interface Word {
    AttemptOutcome say();
  }

  private final Deque<Word> script = new ConcurrentLinkedDeque<>();
  private final AtomicInteger calls = new AtomicInteger();

  static ScriptedProvider saying(Word... script) {
    var provider = new ScriptedProvider();
    provider.says(script);
    return provider;
  }

  /** Forgets what it would have said. */
  void says(Word... next) {
    script.clear();
    script.addAll(List.of(next));
  }

  static Word fails(CallFailure failure) {
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
    Word next = script.size() > 1 ? script.pop() : script.getFirst();
    return next.say();
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
