package bulkorder.notify;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Sleeps until the clock says so. */
@ApplicationScoped
class ClockPauses implements Pauses {

  private final InstantSource clock;

  ClockPauses(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void until(Instant moment) {
    try {
      for (Instant now = clock.instant(); now.isBefore(moment); now = clock.instant()) {
        Thread.sleep(Duration.between(now, moment));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a mail waited for its turn", e);
    }
  }
}
