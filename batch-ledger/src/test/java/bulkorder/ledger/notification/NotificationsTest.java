package bulkorder.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotificationsTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Notifications notifications;

  @Test
  void a_claimed_mail_says_what_was_ordered_and_by_whom() {
    ChunkMessage chunk = chunkWithOrders(1);

    PendingMail mail = notifications.claim(chunk, LEASE).orElseThrow().mails().getFirst();

    assertThat(mail.customerEmail()).isEqualTo("taro@example.com");
    assertThat(mail.customerName()).isEqualTo("山田 太郎");
    assertThat(mail.amount()).hasToString("200 JPY");
    assertThat(mail).hasToString("mail of notification " + mail.notificationId());
  }

  @Test
  void a_sent_mail_is_not_claimed_again() {
    ChunkMessage chunk = chunkWithOrders(2);

    record(chunk, new Sent("id"));

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED SENT -", "3 ORDERED SENT -");
    assertThat(notifications.claim(chunk, LEASE).orElseThrow().mails()).isEmpty();
  }

  @Test
  void a_refused_mail_fails_its_notification_and_not_its_order() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new Refused(ReasonCode.ADDRESS_REJECTED));

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED FAILED -");
    assertThat(
            ledger.query(
                "select status, code from notifications where batch_id = ?", chunk.batchId()))
        .containsExactly("FAILED ADDRESS_REJECTED");
  }

  @Test
  void a_mail_that_was_not_taken_now_is_claimed_again_and_counted() {
    ChunkMessage chunk = chunkWithOrders(1);
    record(chunk, new NotNow());

    assertThat(notifications.claim(chunk, LEASE).orElseThrow().mails()).hasSize(1);
    assertThat(ledger.query("select calls from notifications where batch_id = ?", chunk.batchId()))
        .containsExactly("2");
  }

  @Test
  void mails_that_are_given_up_end_as_failed_and_say_why() {
    ChunkMessage chunk = chunkWithOrders(1);
    notifications.claim(chunk, Duration.ZERO);

    notifications.giveUp(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED FAILED -");
    assertThat(
            ledger.query(
                "select status, code from notifications where batch_id = ?", chunk.batchId()))
        .containsExactly("FAILED MAIL_NOT_SENT");
  }

  @Test
  void mails_that_are_being_sent_are_not_given_up() {
    ChunkMessage chunk = chunkWithOrders(1);
    notifications.claim(chunk, LEASE);

    assertThatThrownBy(() -> notifications.giveUp(chunk))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being worked on");

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  private void record(ChunkMessage chunk, MailOutcome outcome) {
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    Map<Long, MailOutcome> outcomes =
        claimed.mails().stream()
            .collect(Collectors.toMap(PendingMail::notificationId, m -> outcome));
    notifications.record(claimed.chunk(), outcomes);
  }
}
