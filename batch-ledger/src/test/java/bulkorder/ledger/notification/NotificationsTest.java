package bulkorder.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotificationsTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Notifications notifications;
  @Inject MailResults mailResults;
  @Inject Payments payments;

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

  @Test
  void a_batch_that_wants_no_mails_has_none() {
    ChunkMessage chunk = chunkOf(Set.of());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED - -");
    assertThat(notifications.claim(chunk, LEASE).orElseThrow().mails()).isEmpty();
  }

  @Test
  void a_declined_payment_is_told_where_that_is_wanted() {
    ChunkMessage chunk = chunkOf(Set.of(NotificationKind.PAYMENT_FAILED));
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED - -");

    List<ChunkState> moved = pay(chunk, declined());

    assertThat(moved).allMatch(ChunkState::callsForMails);
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_FAILED PENDING DECLINED_BY_ISSUER");
    assertThat(kinds(chunk)).containsExactly(NotificationKind.PAYMENT_FAILED);
    record(chunk, new Sent("id"));
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_FAILED SENT DECLINED_BY_ISSUER");
  }

  @Test
  void a_payment_that_was_taken_is_told_where_that_is_wanted() {
    ChunkMessage told = chunkOf(Set.of(NotificationKind.PAYMENT_RECEIVED));
    ChunkMessage untold = chunkOf(Set.of(NotificationKind.PAYMENT_FAILED));

    assertThat(pay(told, captured())).allMatch(ChunkState::callsForMails);
    assertThat(pay(untold, captured())).noneMatch(ChunkState::callsForMails);

    assertThat(kinds(told)).containsExactly(NotificationKind.PAYMENT_RECEIVED);
    assertThat(rows(untold.batch())).containsExactly("2 PAID - -");
  }

  @Test
  void a_row_waits_for_all_of_its_mails_and_shows_the_worst_of_them() {
    ChunkMessage chunk =
        chunkOf(Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.PAYMENT_FAILED));
    record(chunk, new Refused(ReasonCode.ADDRESS_REJECTED));
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED FAILED -");

    pay(chunk, declined());

    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_FAILED PENDING DECLINED_BY_ISSUER");
    assertThat(kinds(chunk)).containsExactly(NotificationKind.PAYMENT_FAILED);
    record(chunk, new Sent("id"));
    assertThat(notificationOfRows(chunk)).containsExactly("FAILED ADDRESS_REJECTED");
  }

  @Test
  void both_mails_of_a_row_may_be_pending_at_once() {
    ChunkMessage chunk =
        chunkOf(Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.PAYMENT_FAILED));
    pay(chunk, declined());

    assertThat(kinds(chunk))
        .containsExactly(NotificationKind.ORDER_CONFIRMED, NotificationKind.PAYMENT_FAILED);
  }

  @Test
  void a_throttled_mail_stays_pending_and_its_call_does_not_count() {
    ChunkMessage chunk = chunkWithOrders(1);

    record(chunk, new Throttled());

    assertThat(
            ledger.query(
                "select status, calls from notifications where batch_id = ?", chunk.batchId()))
        .containsExactly("PENDING 0");
  }

  @Test
  void a_mail_that_is_not_taken_for_three_days_ends_as_failed() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    record(chunk, new NotNow());
    ledger.change(
        "update notifications set begun_at = now() - interval '73 hours' where batch_id = ?",
        chunk.batchId());

    record(chunk, new NotNow());

    assertThat(notificationOfRows(chunk)).containsExactly("FAILED MAIL_NOT_SENT");
  }

  @Test
  void a_mail_that_only_waited_for_its_turn_is_not_given_up() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    notifications.release(notifications.claim(chunk, LEASE).orElseThrow().chunk());
    ledger.change(
        "update notifications set created_at = now() - interval '1 month' where batch_id = ?",
        chunk.batchId());

    record(chunk, new Throttled());

    assertThat(notificationOfRows(chunk)).containsExactly("PENDING -");
  }

  @Test
  void a_released_chunk_says_what_is_left_of_it() {
    ChunkMessage chunk = chunkWithOrders(3);
    record(chunk, new NotNow());

    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    long first = claimed.mails().getFirst().notificationId();
    mailResults.begin(List.of(first));
    notifications.record(claimed.chunk(), Map.of(first, new Sent("id")));
    ReleasedChunk released = notifications.release(claimed.chunk());

    assertThat(released.mailsLeft()).isEqualTo(2);
    assertThat(released.calls()).isEqualTo(1);
    assertThat(released.state().openRows()).isEqualTo(3);
    assertThat(notifications.claim(chunk, LEASE)).isPresent();
  }

  private ChunkMessage chunkOf(Set<NotificationKind> kinds) {
    ChunkMessage chunk = GivenBatches.chunk(given.batchOfNewOrders(1, kinds), 1);
    orders.create(chunk);
    return chunk;
  }

  private List<ChunkState> pay(ChunkMessage chunk, AttemptOutcome outcome) {
    var claimed = payments.claim(chunk, LEASE).orElseThrow();
    Map<Long, AttemptOutcome> outcomes =
        claimed.attempts().stream().collect(Collectors.toMap(Attempt::paymentId, a -> outcome));
    return payments.record(claimed, outcomes);
  }

  private static AttemptOutcome captured() {
    return new AttemptOutcome.Captured("pay_" + UUID.randomUUID());
  }

  private static AttemptOutcome declined() {
    return new AttemptOutcome.Declined(DeclineCode.DECLINED_BY_ISSUER, "declined");
  }

  private List<NotificationKind> kinds(ChunkMessage chunk) {
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    notifications.release(claimed.chunk());
    return claimed.mails().stream().map(PendingMail::kind).toList();
  }

  private List<String> notificationOfRows(ChunkMessage chunk) {
    return ledger.query(
        "select notification_status, notification_code from batch_rows where batch_id = ? order by row_number",
        chunk.batchId());
  }

  private void record(ChunkMessage chunk, MailOutcome outcome) {
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    Map<Long, MailOutcome> outcomes =
        claimed.mails().stream()
            .collect(Collectors.toMap(PendingMail::notificationId, m -> outcome));
    mailResults.begin(outcomes.keySet());
    notifications.record(claimed.chunk(), outcomes);
    notifications.release(claimed.chunk());
  }
}
