package bulkorder.ledger.order;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchFilter;
import bulkorder.ledger.messaging.ChunkMessage;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrdersTest extends LedgerTest {

  @Test
  void each_queued_row_becomes_an_order_that_knows_where_it_came_from() {
    var batchId = given.batchOf(order("from-file"));

    assertThat(orders.create(chunk(batchId, 1)).orElseThrow().openRows()).isEqualTo(1);

    assertThat(rows(batchId)).containsExactly("2 ORDERED PENDING -");
    assertThat(
            ledger.query(
                """
                select client_id, order_reference, csv_source, import_row_number, status, amount, currency
                from orders where batch_id = ?
                """,
                batchId.value()))
        .containsExactly("demo from-file orders.csv 2 PENDING 200.0000 JPY");
  }

  @Test
  void a_redelivered_chunk_creates_no_second_order() {
    ChunkMessage chunk = chunkWithOrders(3);
    var before = ledger.query("select order_id from orders where batch_id = ?", chunk.batchId());

    orders.create(chunk);

    assertThat(ledger.query("select order_id from orders where batch_id = ?", chunk.batchId()))
        .hasSize(3)
        .isEqualTo(before);
  }

  @Test
  void the_same_order_from_a_faster_file_makes_the_row_a_duplicate_that_names_it() {
    String reference = UUID.randomUUID().toString();
    var slower = given.batchOf(order(reference));
    var faster = given.batchOf(order(reference));
    orders.create(chunk(faster, 1));

    var state = orders.create(chunk(slower, 1)).orElseThrow();

    assertThat(state.done()).isTrue();
    assertThat(rows(slower)).containsExactly("2 DUPLICATE - ALREADY_ORDERED");
    assertThat(ledger.query("select order_id from batch_rows where batch_id = ?", slower.value()))
        .isEqualTo(ledger.query("select order_id from orders where batch_id = ?", faster.value()));
  }

  @Test
  void another_order_under_a_taken_reference_is_invalid_and_says_whose_it_is() {
    String reference = UUID.randomUUID().toString();
    var slower = given.batchOf(order(reference, "other product", "tok_visa"));
    var faster = given.batchOf(order(reference));
    orders.create(chunk(faster, 1));

    orders.create(chunk(slower, 1));

    String orderId =
        ledger.query("select order_id from orders where batch_id = ?", faster.value()).getFirst();
    assertThat(
            ledger.query(
                "select status, errors #>> '{0,code}', errors #>> '{0,expected}' from batch_rows where batch_id = ?",
                slower.value()))
        .containsExactly("INVALID REFERENCE_TAKEN " + orderId);
  }

  @Test
  void a_reference_whose_order_was_cancelled_may_come_back() throws SQLException {
    String reference = UUID.randomUUID().toString();
    var first = given.batchOf(order(reference));
    orders.create(chunk(first, 1));
    ledger.change("update orders set status = 'CANCELLED' where batch_id = ?", first.value());

    var second = given.batchOf(order(reference, "other product", "tok_visa"));
    orders.create(chunk(second, 1));

    assertThat(rows(second)).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void rows_that_are_given_up_end_as_failed_and_say_why() {
    var batchId = given.batchOfNewOrders(2);

    assertThat(orders.giveUp(chunk(batchId, 1)).orElseThrow().done()).isTrue();

    assertThat(rows(batchId))
        .containsExactly("2 FAILED - ORDER_NOT_CREATED", "3 FAILED - ORDER_NOT_CREATED");
  }

  @Test
  void a_message_that_points_nowhere_changes_nothing() {
    assertThat(orders.create(new ChunkMessage(UUID.randomUUID(), 1, 1))).isEmpty();
    assertThat(
            batches.page(
                new BatchFilter(new ClientId("demo"), null, "no such key", null, null, null),
                null,
                10))
        .isEmpty();
  }

  @Test
  void an_order_that_is_cancelled_between_two_looks_at_its_reference_stands_in_nobodys_way()
      throws Exception {
    String prefix = UUID.randomUUID().toString();
    BatchId batchId =
        given.batchOf(order(prefix + "-a", "other", "tok_visa"), order(prefix + "-b"));
    ChunkMessage earlier = chunk(given.batchOf(order(prefix + "-a")), 1);
    orders.create(earlier);

    try (var held = connection();
        var worker = Executors.newSingleThreadExecutor()) {
      held.setAutoCommit(false);
      try (var statement = held.createStatement()) {
        statement.execute(
            "select 1 from batch_rows where batch_id = '%s' and row_number = 3 for update"
                .formatted(batchId));
        Future<?> creating = worker.submit(() -> orders.create(chunk(batchId, 1)));
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> ledger.query("select 1 from pg_locks where not granted"),
                list -> !list.isEmpty());
        ledger.change(
            "update orders set status = 'CANCELLED' where batch_id = ?", earlier.batchId());
        held.commit();
        creating.get(20, TimeUnit.SECONDS);
      }
    }

    assertThat(rows(batchId)).containsExactly("2 ORDERED PENDING -", "3 ORDERED PENDING -");
  }

  /** Not of the functions' pool, which is small. */
  private static Connection connection() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        null);
  }
}
