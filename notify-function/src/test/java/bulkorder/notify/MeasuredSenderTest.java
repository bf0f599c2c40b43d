package bulkorder.notify;

import static bulkorder.ledger.operations.Metric.PROVIDER_LATENCY;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.testing.RecordedMeasurements;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasuredSenderTest {

  private static final List<Mail> TWO =
      GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "ja", 1, 2);

  private final RecordedMeasurements measured = new RecordedMeasurements();
  private final Iterator<Instant> instants =
      Stream.iterate(Instant.EPOCH, it -> it.plusMillis(70)).iterator();
  private final InstantSource clock = instants::next;

  @Test
  void a_request_is_measured_once_by_the_worst_of_its_mails() {
    var taken = new MailOutcome.Sent("id");
    assertThat(sent(taken, taken)).isEqualTo("PROVIDER_LATENCY[MAIL, TAKEN]");
    assertThat(sent(taken, new MailOutcome.NotNow())).isEqualTo("PROVIDER_LATENCY[MAIL, NOT_NOW]");
    assertThat(sent(new MailOutcome.NotNow(), new MailOutcome.Throttled()))
        .isEqualTo("PROVIDER_LATENCY[MAIL, THROTTLED]");

    assertThat(measured.values(PROVIDER_LATENCY)).containsExactly(70.0, 70.0, 70.0);
  }

  private String sent(MailOutcome first, MailOutcome second) {
    var sender = new FakeSender(50, mail -> mail.notificationId() == 1 ? first : second);
    var outcomes = new MeasuredSender(sender, measured, clock).send(TWO);
    assertThat(outcomes).containsEntry(1L, first).containsEntry(2L, second);
    return measured.recorded().getLast();
  }
}
