package bulkorder.payment;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Makes the guard around a provider's calls. */
final class ProviderGuards {

  private static final Logger LOG = Logger.getLogger(ProviderGuards.class);

  /** The rows of the largest chunk: whoever calls has no more in hand. */
  private static final int WAITING_MAX = 1_000;

  private ProviderGuards() {}

  /**
   * A guard for everything that one copy of the function calls.
   *
   * @param name of its circuit breaker; no other may have it
   * @param callsMax how many calls at a time; more of them wait
   */
  static Guard guard(String name, PaymentConfig.Faults faults, int callsMax) {
    return Guard.create()
        .withDescription(name)
        .withBulkhead()
        .limit(callsMax)
        .queueSize(WAITING_MAX)
        .enableSynchronousQueueing()
        .done()
        .withCircuitBreaker()
        .name(name)
        .requestVolumeThreshold(faults.breakerCalls())
        .failureRatio(faults.breakerFailureRatio())
        .delay(faults.breakerDelay().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .when(e -> e instanceof CallFailed failed && failed.failure().isFault())
        .onStateChange(ProviderGuards::tell)
        .done()
        .withRetry()
        .maxRetries(faults.retriesMax())
        .maxDuration(0, ChronoUnit.MILLIS)
        .jitter(0, ChronoUnit.MILLIS)
        .whenException(e -> e instanceof CallFailed failed && failed.isRepeatable())
        .withCustomBackoff()
        .strategy(() -> e -> ((CallFailed) e).pause().toMillis())
        .done()
        .done()
        .build();
  }

  private static void tell(CircuitBreakerState state) {
    LOG.warnf("the circuit to the payment provider is %s", state);
  }
}
