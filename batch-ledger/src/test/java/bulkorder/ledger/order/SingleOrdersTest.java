package bulkorder.ledger.order;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.complete;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.order.SingleOrders.Taken;
import bulkorder.ledger.order.SingleOrders.Taken.Created;
import bulkorder.ledger.order.SingleOrders.Taken.ReferenceTaken;
import bulkorder.ledger.order.SingleOrders.Taken.SameAs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SingleOrdersTest extends LedgerTest {

  @Inject SingleOrders singleOrders;

  @Test
  void an_order_is_there_when_it_is_taken_and_its_batch_runs() {
    Created created = (Created) take(order(newReference()));

    assertThat(
            ledger.query(
                "select order_id, status, import_row_number from orders where batch_id = ?",
                created.batchId().value()))
        .containsExactly(created.orderId() + " PENDING 1");
    assertThat(rows(created.batchId())).containsExactly("1 ORDERED PENDING -");
    assertThat(
            ledger.query(
                """
                select status, rows_read, object_key, notification_kinds, (select count(*) from batch_runs r
                  where r.batch_id = b.batch_id), (select open_rows from batch_chunks c where c.batch_id = b.batch_id)
                from batches b where batch_id = ?
                """,
                created.batchId().value()))
        .containsExactly("PROCESSING 1 - [\"ORDER_CONFIRMED\"] 1 1");
  }

  @Test
  void the_same_order_again_is_the_same_order() {
    OrderLine order = order(newReference());
    Created created = (Created) take(order);

    assertThat(take(order)).isEqualTo(new SameAs(created.orderId()));
    assertThat(
            ledger.query(
                "select count(*) from batches where csv_source = ?", order.orderReference()))
        .containsExactly("1");
  }

  @Test
  void other_content_under_a_reference_is_refused() {
    String reference = newReference();
    Created created = (Created) take(order(reference));

    assertThat(take(order(reference, "another-product", "tok_visa")))
        .isEqualTo(new ReferenceTaken(created.orderId()));
  }

  @Test
  void an_order_of_a_file_is_the_same_order_too() {
    OrderLine order = order(newReference());
    orders.create(chunk(given.batchOf(order), 1));

    assertThat(take(order)).isInstanceOf(SameAs.class);
  }

  @Test
  void a_reference_whose_order_was_cancelled_may_come_back() throws SQLException {
    String reference = newReference();
    Created first = (Created) take(order(reference));
    ledger.change("update orders set status = 'CANCELLED' where order_id = ?", first.orderId());

    assertThat(take(order(reference))).isInstanceOf(Created.class);
  }

  @Test
  void of_many_calls_at_once_with_one_order_one_creates_it()
      throws InterruptedException, ExecutionException {
    OrderLine order = order(newReference());
    List<Taken> taken = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(4)) {
      List<Future<Taken>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(callers.submit(() -> take(order)));
      }
      for (var call : calls) {
        taken.add(call.get());
      }
    }

    assertThat(taken).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(taken).filteredOn(SameAs.class::isInstance).hasSize(7);
    assertThat(
            ledger.query(
                "select count(*) from orders where order_reference = ?", order.orderReference()))
        .containsExactly("1");
    assertThat(
            ledger.query(
                "select count(*) from batches where csv_source = ?", order.orderReference()))
        .containsExactly("1");
  }

  private Taken take(OrderLine order) {
    var row = new Good(1, List.of("a"), order);
    try {
      return singleOrders.take(DEMO, row, complete(newSha256()));
    } catch (TakenMeanwhileException _) {
      return singleOrders.take(DEMO, row, complete(newSha256()));
    }
  }

  private static String newReference() {
    return "single-" + UUID.randomUUID();
  }
}
