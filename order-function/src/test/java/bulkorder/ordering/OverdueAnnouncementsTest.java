package bulkorder.ordering;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.messaging.AnnouncementsConfig;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs =
        @ResourceArg(
            name = Queues.NAMES,
            value = "orders,payments,notifications,reports,announcements"))
class OverdueAnnouncementsTest extends LedgerTest {

  @Inject ResumeStuckWork resumeStuckWork;
  @Inject ClientNotifications clients;
  @Inject AnnouncementsConfig config;
  @Inject SqsClient sqs;

  @AfterEach
  void theClientWantsNothingAnyMore() {
    settle(Optional.empty());
  }

  @Test
  void what_was_committed_and_never_sent_is_sent_by_the_look_for_stuck_work() throws SQLException {
    var queue = new QueueView(sqs, config.announcementsQueueUrl().orElseThrow());
    settle(Optional.of("https://example.com/hook"));
    BatchId batchId = given.batchOfNewOrders(1);
    resumeStuckWork.resume();
    assertThat(queue.take()).isEmpty();
    ledger.change(
        "update announcements set due_at = now() - interval '4 minutes' where batch_id = ?",
        batchId.value());

    resumeStuckWork.resume();
    resumeStuckWork.resume();

    String id =
        ledger
            .query("select announcement_id from announcements where batch_id = ?", batchId.value())
            .getFirst();
    assertThat(queue.take()).containsExactly("{\"announcementId\":%s}".formatted(id));
  }

  private void settle(Optional<String> url) {
    var settings =
        new NotificationSettings("ja", Set.of(NotificationKind.ORDER_CONFIRMED), List.of(), url);
    assertThat(clients.change(DEMO, _ -> settings, "test")).isPresent();
  }
}
