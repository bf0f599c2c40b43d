package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import bulkorder.ledger.notification.SendRate;
import bulkorder.ledger.notification.SendRates;
import bulkorder.ledger.testing.Queues;
import bulkorder.ledger.testing.RecordedMeasurements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class SendMailsTest extends LedgerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Inject SendRates rates;
  @Inject Pauses pauses;

  private final String provider = UUID.randomUUID().toString();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_request_holds_mails_of_one_kind_and_language() {
    FakeSender sender = new FakeSender(50, SendMailsTest::sent);
    List<Mail> mails =
        Stream.of(
                GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "ja", 0, 60),
                GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "en", 60, 30),
                GivenMails.mails(NotificationKind.PAYMENT_FAILED, "ja", 90, 20))
            .flatMap(List::stream)
            .toList();

    assertThat(sendMails(sender, 500).send(mails, inAMinute(), recording())).isEmpty();

    assertThat(sender.requests())
        .allMatch(request -> request.stream().map(SendMailsTest::sort).distinct().count() == 1);
    assertThat(sender.requests().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(mails);
  }

  @Test
  void a_request_is_begun_before_it_is_sent_and_ended_after() {
    FakeSender sender =
        new FakeSender(
            1,
            mail -> {
              events.add("send " + mail.notificationId());
              return sent(mail);
            });

    sendMails(sender, 50).send(orders(3), inAMinute(), recording());

    for (int id = 0; id < 3; id++) {
      assertThat(events)
          .containsSubsequence("begin [" + id + "]", "send " + id, "end [" + id + "]");
    }
    assertThat(events).hasSize(9).containsSubsequence("send 0", "begin [2]");
  }

  @Test
  void a_turn_that_comes_too_late_is_not_used_and_another_one_is() {
    var waits = new AtomicInteger();
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);
    SendMails sendMails = sendMailsThatAreLate(sender, () -> waits.incrementAndGet() == 1);

    assertThat(sendMails.send(orders(1), inAMinute(), recording())).isEmpty();

    assertThat(waits.get()).isGreaterThanOrEqualTo(2);
    assertThat(events).containsExactly("begin [0]", "end [0]");
    assertThat(sender.requests()).hasSize(1);
  }

  @Test
  void where_every_turn_comes_too_late_mails_go_out_late_rather_than_never() {
    var waits = new AtomicInteger();
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);
    SendMails sendMails = sendMailsThatAreLate(sender, () -> waits.incrementAndGet() > 0);

    assertThat(sendMails.send(orders(1), inAMinute(), recording())).isEmpty();

    assertThat(waits).hasValue(3);
    assertThat(events).containsExactly("begin [0]", "end [0]");
  }

  /** Ten a second; asked after each wait whether its turn comes a second too late. */
  private SendMails sendMailsThatAreLate(FakeSender sender, BooleanSupplier isLate) {
    var late = new AtomicBoolean();
    return sendMails(
        sender,
        10,
        moment -> {
          pauses.until(moment);
          late.set(isLate.getAsBoolean());
        },
        () -> Clock.systemUTC().instant().plus(late.getAndSet(false) ? SECOND : Duration.ZERO));
  }

  @Test
  void nothing_is_begun_that_cannot_end_in_time() {
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);

    assertThat(sendMails(sender, 10).send(orders(2), in(Duration.ofSeconds(14)), recording()))
        .hasValue(SECOND);

    assertThat(events).isEmpty();
  }

  @Test
  void a_turn_that_comes_too_late_for_the_invocation_is_left_to_another_one() {
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);

    assertThat(sendMails(sender, 1).send(orders(3), in(Duration.ofSeconds(16)), recording()))
        .isPresent();

    assertThat(sender.requests()).hasSize(1);
    assertThat(events).containsExactly("begin [0]", "end [0]");
  }

  @Test
  void who_would_wait_long_for_a_turn_comes_again_then() {
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);
    rates.take(rate(10, 1), 100, 100, SECOND);

    assertThat(sendMails(sender, 10).send(orders(1), inAMinute(), recording()).orElseThrow())
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(11));

    assertThat(events).isEmpty();
  }

  @Test
  void a_provider_that_has_too_much_is_sent_nothing_more_and_called_less_often() {
    FakeSender sender = new FakeSender(1, mail -> new Throttled(Duration.ofSeconds(7)));

    assertThat(sendMails(sender, 10).send(orders(5), inAMinute(), recording()))
        .hasValue(Duration.ofSeconds(7));

    assertThat(sender.requests()).hasSize(1);
    assertThat(ledger.query("select units_per_second from send_rates where provider = ?", provider))
        .containsExactly("7");
  }

  @Test
  void a_request_that_breaks_leaves_its_mails_for_later_and_the_others_go() {
    FakeSender sender =
        new FakeSender(
            1,
            mail -> {
              if (mail.notificationId() == 0) {
                throw new IllegalStateException("broken");
              }
              return sent(mail);
            });
    List<MailOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    assertThat(
            sendMails(sender, 50)
                .send(orders(2), inAMinute(), recording(o -> outcomes.addAll(o.values()))))
        .isEmpty();

    assertThat(outcomes).containsExactlyInAnyOrder(new NotNow(), new Sent("message-1"));
  }

  @Test
  void outcomes_that_cannot_be_recorded_are_no_success() {
    FakeSender sender = new FakeSender(1, SendMailsTest::sent);
    RequestWork broken =
        recording(
            outcomes -> {
              throw new IllegalStateException("the ledger is away");
            });

    assertThatThrownBy(() -> sendMails(sender, 10).send(orders(3), inAMinute(), broken))
        .hasMessage("outcomes of mails were not recorded")
        .hasRootCauseMessage("the ledger is away");
    assertThat(sender.requests()).hasSize(1);
  }

  private static String sort(Mail mail) {
    return mail.kind() + " " + mail.language();
  }

  private static MailOutcome sent(Mail mail) {
    return new Sent("message-" + mail.notificationId());
  }

  private static List<Mail> orders(int count) {
    return GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "ja", 0, count);
  }

  private final RecordedMeasurements measured = new RecordedMeasurements();

  private SendMails sendMails(MailSender sender, int perSecond) {
    return sendMails(sender, perSecond, pauses, Clock.systemUTC());
  }

  private SendMails sendMails(
      MailSender sender, int perSecond, Pauses sleeping, InstantSource clock) {
    return new SendMails(
        sender,
        rates,
        rate(perSecond, sender.mailsPerRequest()),
        sleeping,
        clock,
        measured,
        NotifyConfigTest.config(Map.of()));
  }

  private SendRate rate(int perSecond, int mailsPerRequest) {
    return new SendRate(provider, perSecond, 1, perSecond, mailsPerRequest);
  }

  private RequestWork recording() {
    return recording(outcomes -> {});
  }

  private RequestWork recording(Consumer<Map<Long, MailOutcome>> onEnd) {
    return new RequestWork() {
      @Override
      public void begin(List<Mail> mails) {
        events.add("begin " + mails.stream().map(Mail::notificationId).toList());
      }

      @Override
      public void end(Map<Long, MailOutcome> outcomes) {
        events.add("end " + outcomes.keySet());
        onEnd.accept(outcomes);
      }
    };
  }

  private static Deadline inAMinute() {
    return in(Duration.ofMinutes(1));
  }

  private static Deadline in(Duration remaining) {
    return Deadline.in(remaining, Clock.systemUTC());
  }
}
