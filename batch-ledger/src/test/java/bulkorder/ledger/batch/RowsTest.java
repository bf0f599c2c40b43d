package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RowsTest extends LedgerTest {

  @Inject Rows rows;

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    BatchId batchId = given.batchOfNewOrders(7, 3);

    List<Integer> seen = new ArrayList<>();
    int after = 0;
    RowPage page;
    do {
      page = rows.page(batchId, null, after, 3);
      page.rows().forEach(row -> seen.add(row.rowNumber()));
      after = seen.getLast();
    } while (page.more());

    assertThat(seen).isEqualTo(IntStream.rangeClosed(2, 8).boxed().toList());
  }

  @Test
  void a_last_page_that_is_full_promises_no_more() {
    BatchId batchId = given.batchOfNewOrders(4);

    assertThat(rows.page(batchId, null, 0, 4).more()).isFalse();
  }

  @Test
  void rows_of_one_status_can_be_asked_for() {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    orders.create(chunk(batchId, 2));

    assertThat(rows.page(batchId, RowStatus.ORDERED, 0, 10).rows())
        .extracting(BatchRow::rowNumber)
        .containsExactly(4, 5);
  }

  @Test
  void a_row_shows_its_order_and_its_money() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.create(chunk(batchId, 1));

    BatchRow row = rows.page(batchId, null, 0, 1).rows().getFirst();

    assertThat(row.status()).isEqualTo(RowStatus.ORDERED);
    assertThat(row.notificationStatus()).isEqualTo(NotificationStatus.PENDING);
    assertThat(row.orderId()).isPositive();
    assertThat(row.amount()).hasToString("200 JPY");
    assertThat(row.errors()).isEmpty();
  }

  @Test
  void a_bad_row_shows_every_error_and_a_duplicate_its_first_row() {
    String reference = UUID.randomUUID().toString();
    var noQuantity = new RowError("quantity", RowErrorCode.REQUIRED, "");
    var wrongAmount = new RowError("amount", RowErrorCode.AMOUNT_MISMATCH, "3500", "3600");
    BatchId batchId =
        given.batchOfRows(
            10,
            List.of(
                new Good(2, List.of(), order(reference)),
                new Bad(3, List.of(), List.of(noQuantity, wrongAmount), "R-3"),
                new Good(4, List.of(), order(reference))));

    List<BatchRow> listed = rows.page(batchId, null, 0, 10).rows();

    assertThat(listed.get(1).errors()).containsExactly(noQuantity, wrongAmount);
    assertThat(listed.get(1).amount()).isNull();
    assertThat(listed.get(1).orderReference()).isEqualTo("R-3");
    assertThat(listed.get(2).status()).isEqualTo(RowStatus.DUPLICATE);
    assertThat(listed.get(2).sameAsRow()).isEqualTo(2);
  }
}
