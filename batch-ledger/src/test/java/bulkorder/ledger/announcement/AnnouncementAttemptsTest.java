package bulkorder.ledger.announcement;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.announcement.AfterAttempt.Again;
import bulkorder.ledger.announcement.AfterAttempt.GivenUp;
import bulkorder.ledger.announcement.AfterAttempt.Over;
import bulkorder.ledger.announcement.Claim.Claimed;
import bulkorder.ledger.announcement.Claim.NotYet;
import bulkorder.ledger.announcement.DeliveryOutcome.Delivered;
import bulkorder.ledger.announcement.DeliveryOutcome.NotNow;
import bulkorder.ledger.announcement.DeliveryOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailResults;
import bulkorder.ledger.report.Reports;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnnouncementAttemptsTest extends LedgerTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration A_WHILE = Duration.ofMinutes(3);
  private static final DeliveryOutcome NOT_NOW =
      new NotNow(AnnouncementCode.FAULT_OF_RECEIVER, Duration.ofSeconds(5));

  @Inject ClientNotifications clients;
  @Inject FormerSecrets formerSecrets;
  @Inject AnnouncementOutbox outbox;
  @Inject AnnouncementAttempts attempts;
  @Inject BatchAnnouncements announcements;
  @Inject OperatorMails operatorMails;
  @Inject MailResults mailResults;
  @Inject Reports reports;

  private WebhookSecret secret = new WebhookSecret("whsec_" + "A".repeat(43) + "=");

  @BeforeEach
  void theClientWantsToKnow() {
    settle(List.of("a@example.com", "b@example.com"), Optional.empty());
    secret =
        settle(List.of("a@example.com", "b@example.com"), Optional.of("https://example.com/hook"))
            .orElseThrow();
  }

  @AfterEach
  void theClientWantsNothingAnyMore() {
    settle(List.of(), Optional.empty());
  }

  @Test
  void a_claim_has_what_is_needed_to_call_and_an_end_is_for_good() {
    long id = accepted(given.batchOfNewOrders(1));

    ClaimedAnnouncement claimed = claimed(id);

    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.webhook())
        .contains(new Webhook("https://example.com/hook", List.of(secret)));
    assertThat(claimed.payload()).contains("batch.accepted");
    assertThat(attempts.record(claimed, new Delivered())).isEqualTo(new Over());
    assertThat(attempts.claim(id, A_MINUTE)).isEqualTo(new Claim.Over());
    assertThat(status(id)).containsExactly("DELIVERED - 1");
  }

  @Test
  void a_former_secret_signs_until_it_ends_and_goes_then() throws SQLException {
    WebhookSecret second = replaced(Duration.ofHours(24));
    WebhookSecret third = replaced(Duration.ofHours(1));
    assertThat(signing()).containsExactly(third, second, secret);

    ledger.change(
        "update former_webhook_secrets set ends_at = ends_at - interval '90 minutes' where client_id = 'demo'");

    assertThat(signing()).containsExactly(third, secret);
    assertThat(formerSecrets.dropEnded(10)).isEqualTo(1);
    assertThat(formerSecrets.dropEnded(10)).isZero();
    assertThat(signing()).containsExactly(third, secret);
  }

  @Test
  void a_secret_that_somebody_else_knows_is_ended_at_once_with_all_before_it() {
    replaced(Duration.ofHours(24));

    WebhookSecret safe = replaced(Duration.ZERO);

    assertThat(signing()).containsExactly(safe);
    assertThat(former()).containsExactly("0");
  }

  @Test
  void former_secrets_are_bounded_and_end_with_the_webhook() {
    List<WebhookSecret> secrets =
        IntStream.range(0, 6).mapToObj(_ -> replaced(Duration.ofHours(24))).toList();

    assertThat(signing()).containsExactlyElementsOf(secrets.subList(1, 6).reversed());
    settle(List.of(), Optional.empty());
    assertThat(former()).containsExactly("0");
    assertThat(clients.newSecret(DEMO, Duration.ofHours(24), "test")).isEmpty();
  }

  @Test
  void while_one_invocation_has_a_claim_another_learns_how_long_and_takes_over_after_it()
      throws SQLException {
    long id = accepted(given.batchOfNewOrders(1));
    ClaimedAnnouncement died = claimed(id);

    assertThat(attempts.claim(id, A_MINUTE))
        .isInstanceOfSatisfying(
            NotYet.class,
            notYet -> assertThat(notYet.remaining()).isBetween(Duration.ofSeconds(50), A_MINUTE));
    ledger.change(
        "update announcements set lease_until = now() - interval '1 ms' where announcement_id = ?",
        id);
    ClaimedAnnouncement next = claimed(id);

    assertThat(next.attempt()).isEqualTo(2);
    assertThat(next.messageId()).isEqualTo(died.messageId());
    assertThat(next.payload()).isEqualTo(died.payload());
    assertThat(attempts.record(died, new Refused(AnnouncementCode.GONE))).isEqualTo(new Over());
    assertThat(status(id)).containsExactly("PENDING - 2");
  }

  @Test
  void many_that_want_an_announcement_at_once_get_it_once() throws Exception {
    long id = accepted(given.batchOfNewOrders(1));
    Set<Claim> claims = new HashSet<>();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(_ -> workers.submit(() -> attempts.claim(id, A_MINUTE)))
              .toList();
      for (var claim : all) {
        claims.add(claim.get());
      }
    }
    assertThat(claims).filteredOn(Claimed.class::isInstance).hasSize(1);
  }

  @Test
  void what_was_not_taken_is_due_again_after_its_delay() {
    long id = accepted(given.batchOfNewOrders(1));

    assertThat(attempts.record(claimed(id), NOT_NOW)).isEqualTo(new Again(Duration.ofSeconds(5)));

    assertThat(status(id)).containsExactly("PENDING FAULT_OF_RECEIVER 1");
    assertThat(attempts.claim(id, A_MINUTE)).isInstanceOf(NotYet.class);
  }

  @Test
  void after_a_day_it_is_given_up_kept_as_a_dead_letter_and_can_be_sent_again()
      throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    long id = accepted(batchId);
    assertThat(
            ledger.query(
                "select give_up_at - created_at between interval '24 hours' and interval '24 hours 1 minute' from announcements where announcement_id = ?",
                id))
        .containsExactly("t");
    dayHasPassed(id);
    ClaimedAnnouncement claimed = claimed(id);

    assertThat(attempts.record(claimed, NOT_NOW)).isEqualTo(new GivenUp());

    assertThat(status(id)).containsExactly("FAILED FAULT_OF_RECEIVER 1");
    assertThat(
            ledger.query(
                "select queue, body from dead_letters where message_id = ?",
                claimed.messageId() + "/1"))
        .containsExactly("announcements {\"announcementId\":%d}".formatted(id));
    assertThat(announcements.sendAgain(batchId, id, "test"))
        .contains(new SendAgain.Due(new DueAnnouncement(id, DEMO)));
    assertThat(announcements.sendAgain(batchId, id, "test"))
        .contains(new SendAgain.NotFailed(AnnouncementStatus.PENDING));
    assertThat(attempts.record(claimed(id), NOT_NOW)).isInstanceOf(Again.class);
    assertThat(announcements.sendAgain(given.batchOfNewOrders(1), id, "test")).isEmpty();
  }

  @Test
  void what_will_never_be_taken_is_given_up_at_once() {
    long id = accepted(given.batchOfNewOrders(1));
    assertThat(attempts.record(claimed(id), new Refused(AnnouncementCode.GONE)))
        .isEqualTo(new GivenUp());
    assertThat(status(id)).containsExactly("FAILED GONE 1");
  }

  @Test
  void a_message_that_was_given_up_ends_its_announcement_unless_somebody_works_on_it() {
    long id = accepted(given.batchOfNewOrders(1));
    ClaimedAnnouncement claimed = claimed(id);
    assertThatIllegalStateException().isThrownBy(() -> attempts.giveUp(id));
    attempts.record(claimed, NOT_NOW);

    attempts.giveUp(id);
    attempts.giveUp(id);

    assertThat(status(id)).containsExactly("FAILED NOT_SENT 1");
  }

  @Test
  void what_nobody_has_sent_for_a_while_is_found_once() throws SQLException {
    long id = accepted(given.batchOfNewOrders(1));
    var due = new DueAnnouncement(id, DEMO);
    assertThat(outbox.takeOverdue(A_WHILE, 1000)).doesNotContain(due);
    ledger.change(
        "update announcements set due_at = now() - interval '4 minutes' where announcement_id = ?",
        id);

    assertThat(outbox.takeOverdue(A_WHILE, 1000)).contains(due);
    assertThat(outbox.takeOverdue(A_WHILE, 1000)).doesNotContain(due);
  }

  @Test
  void a_removed_webhook_leaves_nothing_to_call() {
    long id = accepted(given.batchOfNewOrders(1));
    settle(List.of(), Optional.empty());
    assertThat(claimed(id).webhook()).isEmpty();
  }

  @Test
  void each_operator_has_one_mail_of_a_run_whoever_they_are_later() {
    BatchId batchId = ended();
    ClaimedAnnouncement claimed = claimed(mailOf(batchId));

    List<OperatorMail> mails = operatorMails.pending(claimed);
    settle(List.of("c@example.com"), Optional.empty());
    attempts.record(claimed, new NotNow(AnnouncementCode.MAIL_NOT_TAKEN, Duration.ZERO));
    List<OperatorMail> again = operatorMails.pending(claimed(mailOf(batchId)));

    assertThat(again).isEqualTo(mails);
    assertThat(mails)
        .extracting(OperatorMail::address)
        .containsExactly("a@example.com", "b@example.com");
    assertThat(mails).extracting(OperatorMail::language).containsOnly("ja");
    assertThat(mails.toString()).doesNotContain("@");
  }

  @Test
  void the_mails_of_an_announcement_that_is_given_up_end_and_are_pending_when_it_is_sent_again()
      throws SQLException {
    BatchId batchId = ended();
    long id = mailOf(batchId);
    ClaimedAnnouncement claimed = claimed(id);
    List<OperatorMail> mails = operatorMails.pending(claimed);
    List<Long> ids = mails.stream().map(OperatorMail::notificationId).toList();
    mailResults.begin(ids);
    mailResults.record(
        Map.of(
            ids.get(0), new MailOutcome.Refused(ReasonCode.ADDRESS_REJECTED),
            ids.get(1), new MailOutcome.NotNow()));
    dayHasPassed(id);

    attempts.record(claimed, new NotNow(AnnouncementCode.MAIL_NOT_TAKEN, Duration.ofSeconds(1)));

    assertThat(mailsOf(batchId))
        .containsExactly("1 FAILED ADDRESS_REJECTED 1", "2 FAILED MAIL_NOT_SENT 1");
    announcements.sendAgain(batchId, id, "test");
    assertThat(operatorMails.pending(claimed(id)))
        .extracting(OperatorMail::notificationId)
        .containsExactly(ids.get(1));
    mailResults.record(Map.of(ids.get(1), new MailOutcome.Sent("m-1")));
    assertThat(mailsOf(batchId)).containsExactly("1 FAILED ADDRESS_REJECTED 1", "2 SENT - 1");
  }

  private Optional<WebhookSecret> settle(List<String> operators, Optional<String> url) {
    Set<NotificationKind> kinds =
        operators.isEmpty()
            ? Set.of(NotificationKind.ORDER_CONFIRMED)
            : Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.BATCH_FINISHED);
    var settings = new NotificationSettings("ja", kinds, operators, url);
    return clients.change(DEMO, _ -> settings, "test").orElseThrow().newSecret();
  }

  private BatchId ended() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);
    reports.showWritten(batches.find(batchId).orElseThrow(), List.of());
    return batchId;
  }

  private ClaimedAnnouncement claimed(long id) {
    return switch (attempts.claim(id, A_MINUTE)) {
      case Claimed claimed -> claimed.announcement();
      case NotYet _, Claim.Over _ -> throw new AssertionError("it could not be claimed");
    };
  }

  private WebhookSecret replaced(Duration overlap) {
    return clients.newSecret(DEMO, overlap, "test").orElseThrow();
  }

  private List<WebhookSecret> signing() {
    return claimed(accepted(given.batchOfNewOrders(1))).webhook().orElseThrow().secrets();
  }

  private List<String> former() {
    return ledger.query("select count(*) from former_webhook_secrets where client_id = 'demo'");
  }

  private long accepted(BatchId batchId) {
    return id(batchId, "BATCH_ACCEPTED", "WEBHOOK");
  }

  private long mailOf(BatchId batchId) {
    return id(batchId, "BATCH_COMPLETED", "MAIL");
  }

  private long id(BatchId batchId, String event, String channel) {
    return Long.parseLong(
        ledger
            .query(
                "select announcement_id from announcements where batch_id = ? and event = ? and channel = ?",
                batchId.value(),
                event,
                channel)
            .getFirst());
  }

  private void dayHasPassed(long id) throws SQLException {
    ledger.change("update announcements set give_up_at = now() where announcement_id = ?", id);
  }

  private List<String> status(long id) {
    return ledger.query(
        "select status, code, calls from announcements where announcement_id = ?", id);
  }

  private List<String> mailsOf(BatchId batchId) {
    return ledger.query(
        """
        select recipient, status, code, calls from notifications where batch_id = ? and order_id is null
        order by recipient
        """,
        batchId.value());
  }
}
