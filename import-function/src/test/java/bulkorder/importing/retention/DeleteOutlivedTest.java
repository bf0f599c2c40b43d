package bulkorder.importing.retention;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.importing.retention.DeleteOutlived.Deleted;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.retention.OutlivedRows;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class DeleteOutlivedTest extends LedgerTest {

  private static final String OBJECT_DELETED_AT =
      "select object_deleted_at from batches where batch_id = ?";

  @Inject
  @Named("retention")
  RetentionHandler handler;

  @Inject InMemoryObjects objects;
  @Inject OutlivedRows outlivedRows;

  @BeforeEach
  void nothingIsLeftToDo() {
    run();
    objects.versions.clear();
  }

  @Test
  void each_lifetime_ends_by_itself() throws SQLException {
    BatchId filesOnly = endedWithObjects(95);
    BatchId everything = endedWithObjects(401);
    BatchId nothing = endedWithObjects(89);

    assertThat(run()).isEqualTo(new Deleted(2, 2, 1));

    assertThat(rows(filesOnly)).hasSize(1);
    assertThat(rows(everything)).isEmpty();
    assertThat(rows(nothing)).hasSize(1);
    assertThat(objects.versions).containsExactlyElementsOf(objectsOf(nothing));
    assertThat(run()).isEqualTo(Deleted.NOTHING);
  }

  @Test
  void another_version_of_the_same_key_is_another_batchs_file() throws SQLException {
    BatchId batchId = endedWithObjects(91);
    String other = object(batchId).key() + " of-today";
    objects.versions.add(other);

    run();

    assertThat(objects.versions).containsExactly(other);
  }

  @Test
  void every_version_of_a_report_goes_and_no_other_batchs() throws SQLException {
    BatchId batchId = endedWithObjects(91);
    BatchId other = endedWithObjects(1);
    objects.versions.add("reports/demo/%s/1/errors.csv v0".formatted(batchId));

    run();

    assertThat(objects.versions).containsExactlyElementsOf(objectsOf(other));
  }

  @Test
  void killed_after_an_object_was_deleted_the_next_one_shows_it() throws SQLException {
    BatchId batchId = endedWithObjects(91);

    objects.diesAfterNext = true;
    assertThatThrownBy(this::run).hasMessage("killed");
    assertThat(ledger.query(OBJECT_DELETED_AT, batchId.value())).containsExactly("-");
    assertThat(run()).isEqualTo(new Deleted(1, 1, 0));
    assertThat(ledger.query(OBJECT_DELETED_AT, batchId.value())).doesNotContain("-");
  }

  @Test
  void killed_between_two_portions_of_rows_the_next_one_goes_on() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(25, 1);
    end(batchId, 401);
    outlivedRows.expireNext();
    outlivedRows.deleteSome(batchId, 0);
    assertThat(rows(batchId)).hasSize(5);

    assertThat(run().rows()).isEqualTo(1);

    assertThat(rows(batchId)).isEmpty();
    assertThat(outlivedRows.nextExpired()).isEmpty();
  }

  @Test
  void without_time_it_begins_nothing() throws SQLException {
    BatchId batchId = endedWithObjects(401);

    Deleted deleted = handler.handleRequest(Map.of(), new Invocation(Duration.ofSeconds(20)));

    assertThat(deleted).isEqualTo(Deleted.NOTHING);
    assertThat(objects.versions).containsExactlyElementsOf(objectsOf(batchId));
    assertThat(rows(batchId)).hasSize(1);
  }

  private Deleted run() {
    return handler.handleRequest(Map.of(), new Invocation(Duration.ofMinutes(15)));
  }

  private BatchId endedWithObjects(int daysAgo) throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    end(batchId, daysAgo);
    objects.versions.addAll(objectsOf(batchId));
    return batchId;
  }

  private void end(BatchId batchId, int daysAgo) throws SQLException {
    for (var open : chunks.open(batchId)) {
      orders.giveUp(chunk(batchId, open.chunkNo()));
    }
    batches.endWhenDone(batchId);
    ledger.change(
        "update batches set ended_at = now() - make_interval(days => ?) where batch_id = ?",
        daysAgo,
        batchId.value());
  }

  private List<String> objectsOf(BatchId batchId) {
    FileObject file = object(batchId);
    return List.of(
        file.key() + " " + file.version(), "reports/demo/%s/1/errors.csv v1".formatted(batchId));
  }

  private FileObject object(BatchId batchId) {
    return batches.find(batchId).orElseThrow().object().orElseThrow();
  }
}
