package bulkorder.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Suppressed;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HashKey.class)
class MailFatesTest extends LedgerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject MailFates fates;
  @Inject Notifications notifications;
  @Inject MailResults mailResults;
  @Inject SuppressedAddresses suppressedAddresses;

  @AfterEach
  void everybodyIsMailedAgain() throws SQLException {
    ledger.change("delete from suppressed_addresses");
  }

  @Test
  void a_mail_that_comes_back_changes_its_row_and_the_address_is_mailed_no_more() {
    ChunkMessage chunk = chunkWithOrders(1);
    long mail = sent(chunk);

    ChunkState state = fates.record(mail, MailFate.BOUNCED).orElseThrow();

    assertThat(state.chunk().chunkNo()).isEqualTo(1);
    assertThat(notificationOfRow(chunk)).isEqualTo("BOUNCED MAIL_BOUNCED");
    assertThat(suppressed(GivenBatches.DEMO, "taro@example.com"))
        .containsExactly(new Suppressed(ReasonCode.ADDRESS_BOUNCED));
  }

  @Test
  void an_address_is_kept_as_a_keyed_hash() {
    fates.record(sent(chunkWithOrders(1)), MailFate.BOUNCED);

    assertThat(ledger.query("select client_id, length(address_hash) from suppressed_addresses"))
        .containsExactly("demo 32");
    assertThat(
            ledger.query(
                "select count(*) from suppressed_addresses where address_hash = sha256('taro@example.com')"))
        .containsExactly("0");
  }

  @Test
  void a_mail_that_was_called_spam_changes_its_row_and_the_address_is_mailed_no_more() {
    ChunkMessage chunk = chunkWithOrders(1);

    fates.record(sent(chunk), MailFate.COMPLAINED);

    assertThat(notificationOfRow(chunk)).isEqualTo("COMPLAINED MAIL_COMPLAINED");
    assertThat(suppressed(GivenBatches.DEMO, "taro@example.com"))
        .containsExactly(new Suppressed(ReasonCode.ADDRESS_COMPLAINED));
  }

  @Test
  void a_full_mailbox_is_mailed_again() {
    ChunkMessage chunk = chunkWithOrders(1);

    fates.record(sent(chunk), MailFate.BOUNCED_FOR_NOW);

    assertThat(notificationOfRow(chunk)).isEqualTo("BOUNCED MAIL_BOUNCED_FOR_NOW");
    assertThat(suppressed(GivenBatches.DEMO, "taro@example.com")).isEmpty();
  }

  @Test
  void an_address_that_bounced_for_one_client_is_still_mailed_for_another() {
    fates.record(sent(chunkWithOrders(1)), MailFate.BOUNCED);

    assertThat(suppressed(new ClientId("acme"), "taro@example.com")).isEmpty();
  }

  @Test
  void upper_case_makes_no_other_address() {
    fates.record(sent(chunkWithOrders(1)), MailFate.BOUNCED);

    assertThat(suppressed(GivenBatches.DEMO, "Taro@Example.com")).isNotEmpty();
  }

  @Test
  void a_suppressed_address_is_known_among_the_mails_of_a_chunk() {
    fates.record(sent(chunkWithOrders(1)), MailFate.BOUNCED);
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();

    Map<Long, MailOutcome> suppressed =
        suppressedAddresses.among(
            GivenBatches.DEMO,
            claimed.mails().stream()
                .collect(
                    Collectors.toMap(PendingMail::notificationId, PendingMail::customerEmail)));
    notifications.record(claimed.chunk(), suppressed);

    assertThat(suppressed.values()).containsExactly(new Suppressed(ReasonCode.ADDRESS_BOUNCED));
    assertThat(notificationOfRow(chunk)).isEqualTo("SUPPRESSED ADDRESS_BOUNCED");
  }

  @Test
  void a_bounce_that_comes_before_the_result_ends_the_mail_and_stays() {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    long mail = claimed.mails().getFirst().notificationId();

    fates.record(mail, MailFate.BOUNCED);
    notifications.record(claimed.chunk(), Map.of(mail, new Sent("id")));

    assertThat(notificationOfRow(chunk)).isEqualTo("BOUNCED MAIL_BOUNCED");
  }

  @Test
  void a_bounce_after_the_end_changes_the_row_and_not_the_batch() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    long mail = sent(chunk);
    ledger.change("update batch_rows set status = 'PAID' where batch_id = ?", chunk.batchId());
    ledger.change(
        "update batches set status = 'COMPLETED', ended_at = now(), progress_at_end = '{}' where batch_id = ?",
        chunk.batchId());

    ChunkState state = fates.record(mail, MailFate.REJECTED).orElseThrow();

    assertThat(
            ledger.query(
                "select progress_at_end is null from batches where batch_id = ?", chunk.batchId()))
        .containsExactly("t");

    assertThat(state.done()).isTrue();
    assertThat(notificationOfRow(chunk)).isEqualTo("FAILED MAIL_REJECTED");
    assertThat(batches.find(chunk.batch()).orElseThrow().status()).isEqualTo(BatchStatus.COMPLETED);
  }

  @Test
  void a_bounce_after_the_end_begins_no_mail_that_is_wanted_since() throws SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    long mail = sent(chunk);
    ledger.change("update batch_rows set status = 'PAID' where batch_id = ?", chunk.batchId());
    ledger.change(
        "update batches set status = 'COMPLETED', ended_at = now(), notification_kinds = '[\"PAYMENT_RECEIVED\"]'"
            + " where batch_id = ?",
        chunk.batchId());

    fates.record(mail, MailFate.BOUNCED);

    assertThat(notificationOfRow(chunk)).isEqualTo("BOUNCED MAIL_BOUNCED");
  }

  @Test
  void told_twice_it_changes_nothing_more_and_a_mail_nobody_knows_is_left_alone() {
    ChunkMessage chunk = chunkWithOrders(1);
    long mail = sent(chunk);
    fates.record(mail, MailFate.BOUNCED);

    fates.record(mail, MailFate.BOUNCED);
    fates.record(mail, MailFate.COMPLAINED);

    assertThat(notificationOfRow(chunk)).isEqualTo("BOUNCED MAIL_BOUNCED");
    assertThat(fates.record(Long.MAX_VALUE, MailFate.BOUNCED)).isEmpty();
  }

  private Collection<MailOutcome> suppressed(ClientId clientId, String address) {
    return suppressedAddresses.among(clientId, Map.of(1L, address)).values();
  }

  private long sent(ChunkMessage chunk) {
    ClaimedMails claimed = notifications.claim(chunk, LEASE).orElseThrow();
    long mail = claimed.mails().getFirst().notificationId();
    mailResults.begin(Set.of(mail));
    notifications.record(claimed.chunk(), Map.of(mail, new Sent("id")));
    notifications.release(claimed.chunk());
    return mail;
  }

  private String notificationOfRow(ChunkMessage chunk) {
    return ledger
        .query(
            "select notification_status, notification_code from batch_rows where batch_id = ?",
            chunk.batchId())
        .getFirst();
  }
}
