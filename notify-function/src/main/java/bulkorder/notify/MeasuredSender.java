package bulkorder.notify;

import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A mail provider of which each request is measured, by the worst that became of its mails. */
final class MeasuredSender implements MailSender {

  private static final String PROVIDER = "MAIL";

  private final MailSender sender;
  private final Measurements measurements;
  private final InstantSource clock;

  MeasuredSender(MailSender sender, Measurements measurements, InstantSource clock) {
    this.sender = sender;
    this.measurements = measurements;
    this.clock = clock;
  }

  @Override
  public int mailsPerRequest() {
    return sender.mailsPerRequest();
  }

  @Override
  public Map<Long, MailOutcome> send(List<Mail> mails) {
    Instant begun = clock.instant();
    Map<Long, MailOutcome> outcomes = sender.send(mails);
    measurements.took(
        Metric.PROVIDER_LATENCY,
        Duration.between(begun, clock.instant()),
        PROVIDER,
        worst(outcomes.values()));
    return outcomes;
  }

  private static String worst(Collection<MailOutcome> outcomes) {
    if (outcomes.stream().anyMatch(MailOutcome.Throttled.class::isInstance)) {
      return "THROTTLED";
    }
    return outcomes.stream().anyMatch(MailOutcome.NotNow.class::isInstance) ? "NOT_NOW" : "TAKEN";
  }
}
