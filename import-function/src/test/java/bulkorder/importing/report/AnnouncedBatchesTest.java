package bulkorder.importing.report;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.QueueEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.importing.GiveUpImport;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.messaging.AnnouncementsConfig;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class AnnouncedBatchesTest extends LedgerTest {

  @Inject ClientNotifications clients;
  @Inject ChunkSending sending;
  @Inject GiveUpImport giveUpImport;
  @Inject WriteReports writeReports;
  @Inject RunEnd runEnd;
  @Inject AnnouncementsConfig config;
  @Inject SqsClient sqs;

  @Inject
  @Named("reports-dead-letter")
  ReportsDeadLetterHandler deadLetterHandler;

  private QueueView queue;

  @BeforeEach
  void theClientWantsToKnow() {
    settle(List.of("a@example.com"), Optional.of("https://example.com/hook"));
    queue = new QueueView(sqs, config.announcementsQueueUrl().orElseThrow());
    queue.clear();
  }

  @AfterEach
  void theClientWantsNothingAnyMore() {
    settle(List.of(), Optional.empty());
  }

  @Test
  void whoever_hands_on_an_accepted_file_has_its_client_told() {
    BatchId batchId = given.batchOfNewOrders(1);

    sending.send(batchId);

    assertThat(queue.take()).containsExactlyElementsOf(messages(batchId, "BATCH_ACCEPTED"));
  }

  @Test
  void whoever_gives_up_an_import_has_its_client_told() {
    String version = UUID.randomUUID().toString();
    var object = new FileObject("bucket", "incoming/demo/lost.csv", version, version);

    giveUpImport.run(object);

    BatchId batchId = batches.findByObject(object).orElseThrow().batchId();
    assertThat(queue.take())
        .hasSize(1)
        .containsExactlyElementsOf(messages(batchId, "BATCH_REJECTED"));
  }

  @Test
  void whoever_writes_the_reports_of_an_end_has_its_client_told() {
    BatchId batchId = ended();

    writeReports.write(batchId);

    assertThat(queue.take()).containsAll(messages(batchId, "BATCH_COMPLETED"));
    assertThat(reportsTold(batchId)).containsExactly("2", "2");
  }

  @Test
  void a_client_is_told_of_an_end_whose_reports_were_given_up() {
    BatchId batchId = ended();
    String body = "{\"batchId\":\"%s\"}".formatted(batchId);

    deadLetterHandler.handleRequest(
        event("reports-dead-letter", UUID.randomUUID().toString(), body), Invocation.withAMinute());

    assertThat(queue.take()).containsAll(messages(batchId, "BATCH_COMPLETED"));
    assertThat(reportsTold(batchId)).containsExactly("0", "0");
    writeReports.write(batchId);
    assertThat(reportsTold(batchId)).containsExactly("0", "0");
  }

  private BatchId ended() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.giveUp(chunk(batchId, 1));
    runEnd.endWhenDone(batchId);
    return batchId;
  }

  private List<String> messages(BatchId batchId, String event) {
    return ledger.query(
        """
        select '{"announcementId":' || announcement_id || '}' from announcements where batch_id = ? and event = ?
        order by announcement_id
        """,
        batchId.value(),
        event);
  }

  private List<String> reportsTold(BatchId batchId) {
    return ledger.query(
        """
        select jsonb_array_length(payload->'data'->'reports') from announcements
        where batch_id = ? and event = 'BATCH_COMPLETED'
        """,
        batchId.value());
  }

  private void settle(List<String> operators, Optional<String> url) {
    Set<NotificationKind> kinds =
        operators.isEmpty()
            ? Set.of(NotificationKind.ORDER_CONFIRMED)
            : Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.BATCH_FINISHED);
    var settings = new NotificationSettings("ja", kinds, operators, url);
    assertThat(clients.change(DEMO, _ -> settings, "test")).isPresent();
  }
}
