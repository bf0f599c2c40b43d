package bulkorder.notify.announcing;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.messaging.AnnouncementsConfig;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import bulkorder.notify.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class MailOperatorsTest extends LedgerTest {

  @Inject
  @Named("announcements")
  AnnouncementsHandler handler;

  @Inject ClientNotifications clients;
  @Inject Reports reports;
  @Inject AnnouncementsConfig config;
  @Inject SqsClient sqs;

  private final String a = UUID.randomUUID() + "@example.com";
  private final String b = UUID.randomUUID() + "@example.com";
  private QueueView queue;

  @BeforeEach
  void theQueueIsEmpty() {
    queue = new QueueView(sqs, config.announcementsQueueUrl().orElseThrow());
    queue.clear();
  }

  @AfterEach
  void theClientHasNoOperators() {
    settle();
  }

  @Test
  void each_operator_gets_one_mail_that_says_what_became_of_the_batch() {
    BatchId batchId = ended(a, b);

    deliver(batchId);
    deliver(batchId);

    assertThat(status(batchId)).containsExactly("DELIVERED - 1");
    assertThat(mails(batchId)).containsExactly("1 ja SENT - 1", "2 ja SENT - 1");
    assertThat(Mailbox.mailsTo(a)).hasSize(1);
    assertThat(Mailbox.mailsTo(b)).hasSize(1);
    var mail = Mailbox.mailsTo(a).getFirst();
    assertThat(mail.get("subject").asText()).isEqualTo("orders.csv");
    assertThat(mail.get("text").asText()).startsWith(batchId + " 完了（エラーあり） 2 0秒 処理失敗：2 処理失敗：￥400");
    assertThat(mail.get("html").asText())
        .contains(
            "<a href=\"https://api.example.com/api/v1/batches/%s/reports/results\">すべての行（2件）</a>"
                .formatted(batchId));
  }

  @Test
  void an_address_that_is_refused_ends_its_own_mail_only() {
    BatchId batchId = ended("reject@simulator.example", a);

    deliver(batchId);

    assertThat(status(batchId)).containsExactly("DELIVERED - 1");
    assertThat(mails(batchId)).containsExactly("1 ja FAILED MAIL_REJECTED 1", "2 ja SENT - 1");
  }

  @Test
  void a_client_none_of_whose_operators_could_be_told_counts_as_not_told() {
    BatchId batchId = ended("reject@simulator.example");

    deliver(batchId);

    assertThat(status(batchId)).containsExactly("FAILED MAIL_NOT_TAKEN 1");
    assertThat(mails(batchId)).containsExactly("1 ja FAILED MAIL_REJECTED 1");
  }

  @Test
  void a_mail_that_is_not_taken_now_is_tried_again_and_its_neighbours_are_not()
      throws SQLException {
    String throttled = "throttle-once@" + UUID.randomUUID() + ".example.com";
    BatchId batchId = ended(throttled, a);

    deliver(batchId);

    assertThat(status(batchId)).containsExactly("PENDING MAIL_NOT_TAKEN 1");
    assertThat(queue.delayed()).isEqualTo(1);
    ledger.change("update announcements set due_at = now() where batch_id = ?", batchId.value());
    deliver(batchId);
    assertThat(status(batchId)).containsExactly("DELIVERED - 2");
    assertThat(Mailbox.mailsTo(throttled)).hasSize(1);
    assertThat(Mailbox.mailsTo(a)).hasSize(1);
  }

  @Test
  void an_operator_whose_mails_came_back_is_not_mailed_and_the_others_are() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(Mailbox.HASH_KEY), "HmacSHA256"));
    ledger.change(
        "insert into suppressed_addresses (client_id, address_hash, reason) values ('demo', ?, 'BOUNCED')",
        mac.doFinal(a.getBytes(StandardCharsets.UTF_8)));
    BatchId batchId = ended(a, b);

    deliver(batchId);

    assertThat(status(batchId)).containsExactly("DELIVERED - 1");
    assertThat(mails(batchId))
        .containsExactly("1 ja SUPPRESSED ADDRESS_BOUNCED 0", "2 ja SENT - 1");
    assertThat(Mailbox.mailsTo(a)).isEmpty();
  }

  @Test
  void nobody_is_mailed_where_the_operators_were_removed_before() {
    BatchId batchId = ended(a);
    settle();

    deliver(batchId);

    assertThat(status(batchId)).containsExactly("FAILED NOT_WANTED 1");
    assertThat(Mailbox.mailsTo(a)).isEmpty();
  }

  private BatchId ended(String... operators) {
    settle(operators);
    BatchId batchId = given.batchOfNewOrders(2);
    orders.giveUp(chunk(batchId, 1));
    assertThat(batches.endWhenDone(batchId)).isTrue();
    reports.showWritten(
        batches.find(batchId).orElseThrow(),
        List.of(new WrittenReport(ReportKind.RESULTS, "reports/r.csv", 2)));
    return batchId;
  }

  private void settle(String... operators) {
    Set<NotificationKind> kinds =
        operators.length == 0
            ? Set.of(NotificationKind.ORDER_CONFIRMED)
            : Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.BATCH_FINISHED);
    var settings = new NotificationSettings("ja", kinds, List.of(operators), Optional.empty());
    assertThat(clients.change(DEMO, _ -> settings, "test")).isPresent();
  }

  private void deliver(BatchId batchId) {
    String id =
        ledger
            .query("select announcement_id from announcements where batch_id = ?", batchId.value())
            .getFirst();
    assertThat(
            handler
                .handleRequest(
                    event(
                        "announcements",
                        UUID.randomUUID().toString(),
                        "{\"announcementId\":%s}".formatted(id)),
                    Invocation.withAMinute())
                .getBatchItemFailures())
        .isEmpty();
  }

  private List<String> status(BatchId batchId) {
    return ledger.query(
        "select status, code, calls from announcements where batch_id = ?", batchId.value());
  }

  private List<String> mails(BatchId batchId) {
    return ledger.query(
        """
        select recipient, language, status, code, calls from notifications
        where batch_id = ? and order_id is null order by recipient
        """,
        batchId.value());
  }
}
