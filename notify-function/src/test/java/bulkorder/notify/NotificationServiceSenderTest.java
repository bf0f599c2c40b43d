package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import bulkorder.ledger.notification.SendRate;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import bulkorder.notify.HttpProvider.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = LedgerDatabase.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = NotificationServiceChosen.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"),
    restrictToAnnotatedClass = true)
class NotificationServiceSenderTest {

  private static final Mail MAIL = GivenMails.mail(NotificationKind.ORDER_CONFIRMED, "en", 42);

  @Inject MailSender sender;
  @Inject SendRate rate;

  @Test
  void a_mail_is_a_request_with_its_own_key_and_all_its_words() throws IOException {
    assertThat(outcome(Answer.of(202, "{\"notification_id\":\"n-1\"}"))).isEqualTo(new Sent("n-1"));

    var request = NotificationServiceChosen.service().arrivals().getFirst();
    assertThat(request.path()).isEqualTo("/api/v1/notifications/email");
    assertThat(request.header("Idempotency-key")).isEqualTo("notification-42");
    JsonNode body = new ObjectMapper().readTree(request.body());
    assertThat(body.fieldNames()).toIterable().containsExactly("to", "subject", "text", "html");
    assertThat(body.path("to").asText()).isEqualTo("to42@example.com");
    assertThat(body.path("subject").asText()).isEqualTo("We have received your order A-42");
    assertThat(body.path("text").asText()).startsWith("Dear <b>山田 & Söhne</b>,\n");
    assertThat(body.path("html").asText())
        .contains("<p>Dear &lt;b&gt;山田 &amp; Söhne&lt;/b&gt;,</p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sent", "{}", "[]", "{\"notification_id\":null}"})
  void a_service_without_an_id_for_a_mail_gets_ours(String body) {
    assertThat(outcome(Answer.of(200, body))).isEqualTo(new Sent("notification-42"));
  }

  @ParameterizedTest
  @CsvSource({"400, ADDRESS_REJECTED", "422, ADDRESS_REJECTED", "413, MAIL_REJECTED"})
  void a_mail_that_the_service_does_not_want_is_refused(int status, ReasonCode code) {
    assertThat(outcome(Answer.of(status, "{}"))).isEqualTo(new Refused(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 500, 502, 503, 504, 302})
  void a_service_that_fails_or_sends_us_elsewhere_is_tried_later(int status) {
    assertThat(outcome(new Answer(status, Map.of("Location", "http://127.0.0.1:1/"), "")))
        .isEqualTo(new NotNow());
    assertThat(NotificationServiceChosen.service().arrivals()).hasSize(1);
  }

  @Test
  void a_service_that_has_too_much_is_left_alone_as_long_as_it_says() {
    assertThat(outcome(new Answer(429, Map.of("Retry-After", "7"), "")))
        .isEqualTo(new Throttled(Duration.ofSeconds(7)));
    assertThat(outcome(Answer.of(429, ""))).isEqualTo(new Throttled());
  }

  @Test
  void a_service_that_does_not_answer_in_time_is_tried_later() {
    var ended = new CountDownLatch(1);

    assertThat(
            outcome(
                arrival -> {
                  await(ended);
                  return Answer.of(200, "{}");
                }))
        .isEqualTo(new NotNow());
    ended.countDown();
  }

  @Test
  void it_takes_ten_requests_of_one_mail_a_second() {
    assertThat(rate).isEqualTo(new SendRate("SERVICE", 10, 5, 10, 1));
  }

  private MailOutcome outcome(Answer answer) {
    return outcome(arrival -> answer);
  }

  private MailOutcome outcome(Function<HttpProvider.Arrival, Answer> behaviour) {
    NotificationServiceChosen.service().answers(behaviour);
    return Objects.requireNonNull(sender.send(List.of(MAIL)).get(42L));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
