package bulkorder.payment;

import bulkorder.ledger.payment.ProviderHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether a person has stopped all charging: looked up again every second while calls are made, and
 * each time once it is so.
 */
@ApplicationScoped
class KillSwitch {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ProviderHealth health;
  private final InstantSource clock;
  private Instant lookAgain = Instant.MIN;
  private boolean on;

  KillSwitch(ProviderHealth health, InstantSource clock) {
    this.health = health;
    this.clock = clock;
  }

  /** Whether no call may begin. */
  synchronized boolean on() {
    Instant now = clock.instant();
    if (on || !now.isBefore(lookAgain)) {
      on = health.stopped();
      lookAgain = now.plus(LOOK_EVERY);
    }
    return on;
  }
}
