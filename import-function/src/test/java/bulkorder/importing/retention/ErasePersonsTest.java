package bulkorder.importing.retention;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.complete;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.importing.report.InMemoryReports;
import bulkorder.importing.report.WriteReports;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.erasure.Erasure;
import bulkorder.ledger.erasure.ErasureWork;
import bulkorder.ledger.erasure.Erasures;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.messaging.ReportsConfig;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class ErasePersonsTest extends LedgerTest {

  @Inject
  @Named("retention")
  RetentionHandler handler;

  @Inject InMemoryObjects objects;
  @Inject SqsClient sqs;
  @Inject ReportsConfig config;
  @Inject Erasures erasures;
  @Inject ErasureWork work;
  @Inject WriteReports writeReports;
  @Inject InMemoryReports writtenReports;

  private QueueView queue;

  private final BatchId first = BatchId.floor(Instant.now());
  private final String reference = UUID.randomUUID().toString();

  @BeforeEach
  void noneIsRunning() throws SQLException {
    ledger.change(
        "update erasures set status = 'DONE', ended_at = now(), customer_email = null where status = 'RUNNING'");
    objects.versions.clear();
    queue = new QueueView(sqs, config.reportsQueueUrl().orElseThrow());
    queue.clear();
  }

  @Test
  void the_file_and_the_reports_of_the_persons_batch_go_and_no_others() throws SQLException {
    BatchId found = endedWithReports("misaki@example.com");
    BatchId other = endedWithReports("jiro@example.com");

    long id = erase();

    assertThat(objects.versions).containsExactlyInAnyOrderElementsOf(objectsOf(other));
    assertThat(deleted(found)).isTrue();
    assertThat(deleted(other)).isFalse();
    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(erasure.done()).isTrue();
    assertThat(List.of(erasure.files(), erasure.reports(), erasure.rows()))
        .containsExactly(1L, 2L, 1L);
  }

  @Test
  void reports_are_asked_for_again_and_show_the_row_as_erased() throws SQLException {
    BatchId found = endedWithReports("misaki@example.com");
    assertThat(results(found)).contains("misaki@example.com");

    erase();
    writeReports.write(found);

    assertThat(results(found))
        .contains(",2,FAILED,ORDER_NOT_CREATED PERSON_ERASED,")
        .doesNotContain("misaki");
    assertThat(queue.take()).contains("{\"batchId\":\"%s\"}".formatted(found));
    assertThat(writtenReports.has(key(found, "unprocessed"))).isFalse();
  }

  @Test
  void killed_between_the_objects_and_the_mark_it_is_done_again() throws SQLException {
    BatchId found = endedWithReports("misaki@example.com");
    long id = request();

    objects.diesAfterNext = true;
    assertThatThrownBy(this::run).hasMessage("killed");
    assertThat(deleted(found)).isFalse();
    assertThat(erasures.find(DEMO, id).orElseThrow().done()).isFalse();

    run();

    assertThat(deleted(found)).isTrue();
    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(erasure.done()).isTrue();
    assertThat(List.of(erasure.files(), erasure.rows())).containsExactly(1L, 1L);
  }

  @Test
  void killed_between_two_pages_the_next_invocation_goes_on() throws SQLException {
    endedWithReports("misaki@example.com");
    endedWithReports("misaki@example.com");
    long id = request();
    work.next(id);
    work.next(id);

    handler.handleRequest(Map.of(), new Invocation(Duration.ofSeconds(20)));
    assertThat(erasures.find(DEMO, id).orElseThrow().done()).isFalse();
    run();

    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(erasure.done()).isTrue();
    assertThat(erasure.rows()).isEqualTo(2);
  }

  @Test
  void who_only_finds_deletes_no_object() throws SQLException {
    BatchId found = endedWithReports("misaki@example.com");
    long id = erasures.request(DEMO, "misaki@example.com", true, "op").orElseThrow();
    beginAtThisTest(id);

    run();

    assertThat(objects.versions).containsExactlyElementsOf(objectsOf(found));
    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(List.of(erasure.files(), erasure.reports())).containsExactly(1L, 2L);
  }

  private long erase() throws SQLException {
    long id = request();
    run();
    return id;
  }

  private long request() throws SQLException {
    long id = erasures.request(DEMO, "Misaki@Example.com", false, "op").orElseThrow();
    beginAtThisTest(id);
    return id;
  }

  private void beginAtThisTest(long id) throws SQLException {
    ledger.change("update erasures set after_batch = ? where erasure_id = ?", first.value(), id);
  }

  private void run() {
    handler.handleRequest(Map.of(), new Invocation(Duration.ofMinutes(15)));
  }

  private BatchId endedWithReports(String address) {
    Batch batch = given.batchBeingImported();
    importLedger.importRows(
        batch,
        sink -> {
          sink.add(new Good(2, List.of("A-1", address), of(address)));
          return complete(newSha256());
        },
        250,
        60);
    orders.giveUp(chunk(batch.batchId(), 1));
    batches.endWhenDone(batch.batchId());
    writeReports.write(batch.batchId());
    objects.versions.addAll(objectsOf(batch.batchId()));
    return batch.batchId();
  }

  private OrderLine of(String address) {
    var usual = order(reference + UUID.randomUUID());
    return new OrderLine(
        usual.orderReference(),
        usual.customerName(),
        address,
        usual.productCode(),
        usual.quantity(),
        usual.unitPrice(),
        usual.amount(),
        usual.paymentMethod(),
        usual.language(),
        null,
        null);
  }

  private List<String> objectsOf(BatchId batchId) {
    FileObject file = batches.find(batchId).orElseThrow().object().orElseThrow();
    return List.of(
        file.key() + " " + file.version(),
        key(batchId, "results") + " v1",
        key(batchId, "results") + " v2");
  }

  private static String key(BatchId batchId, String kind) {
    return "reports/demo/%s/1/%s.csv".formatted(batchId, kind);
  }

  private String results(BatchId batchId) {
    return writtenReports.text(key(batchId, "results"), "UTF-8");
  }

  private boolean deleted(BatchId batchId) {
    return ledger
        .query(
            "select object_deleted_at is not null from batches where batch_id = ?", batchId.value())
        .contains("t");
  }
}
