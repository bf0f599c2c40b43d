package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
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
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RowsTest extends LedgerTest {

  @Inject Rows rows;
  @Inject SessionFactory sessions;

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    BatchId batchId = given.batchOfNewOrders(7, 3);

    List<Integer> seen = new ArrayList<>();
    int after = 0;
    RowPage page;
    do {
      page = page(batchId, RowFilter.NONE, after, 3);
      page.rows().forEach(row -> seen.add(row.rowNumber()));
      after = seen.getLast();
    } while (page.more());

    assertThat(seen).isEqualTo(IntStream.rangeClosed(2, 8).boxed().toList());
  }

  @Test
  void a_last_page_that_is_full_promises_no_more() {
    BatchId batchId = given.batchOfNewOrders(4);

    assertThat(page(batchId, RowFilter.NONE, 0, 4).more()).isFalse();
  }

  @Test
  void rows_of_one_status_can_be_asked_for() {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    orders.create(chunk(batchId, 2));

    assertThat(page(batchId, of(RowStatus.ORDERED), 0, 10).rows())
        .extracting(BatchRow::rowNumber)
        .containsExactly(4, 5);
  }

  @Test
  void a_row_shows_its_order_and_its_money() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.create(chunk(batchId, 1));

    BatchRow row = page(batchId, RowFilter.NONE, 0, 1).rows().getFirst();

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

    List<BatchRow> listed = page(batchId, RowFilter.NONE, 0, 10).rows();

    assertThat(listed.get(1).errors()).containsExactly(noQuantity, wrongAmount);
    assertThat(listed.get(1).amount()).isNull();
    assertThat(listed.get(1).orderReference()).isEqualTo("R-3");
    assertThat(listed.get(2).status()).isEqualTo(RowStatus.DUPLICATE);
    assertThat(listed.get(2).sameAsRow()).isEqualTo(2);
  }

  @Test
  void a_batch_of_nobody_or_of_another_client_has_no_page() {
    BatchId batchId = given.batchOfNewOrders(1);

    assertThat(rows.page(new ClientId("acme"), batchId, RowFilter.NONE, 0, 1)).isEmpty();
    assertThat(rows.page(DEMO, new BatchId(UUID.randomUUID()), RowFilter.NONE, 0, 1)).isEmpty();
    assertThat(page(batchId, RowFilter.NONE, 2, 1).rows()).isEmpty();
    assertThat(page(batchId, of(RowStatus.PAID), 0, 1).rows()).isEmpty();
  }

  @Test
  void rows_of_one_status_follow_each_other_over_chunks_that_have_none_or_few() {
    BatchId batchId = given.batchOfNewOrders(40, 4);
    for (int chunkNo : List.of(2, 3, 7)) {
      orders.create(chunk(batchId, chunkNo));
    }
    List<Integer> ordered = List.of(6, 7, 8, 9, 10, 11, 12, 13, 26, 27, 28, 29);

    for (int limit = 1; limit <= 13; limit++) {
      assertThat(all(batchId, of(RowStatus.ORDERED), limit)).as("by " + limit).isEqualTo(ordered);
    }
    assertThat(all(batchId, of(RowStatus.QUEUED), 3)).hasSize(28);
  }

  @Test
  void rows_of_one_code_are_found_whatever_it_is_about() {
    String reference = UUID.randomUUID().toString();
    var noQuantity = new RowError("quantity", RowErrorCode.REQUIRED, "");
    var noPrice = new RowError("unit_price", RowErrorCode.REQUIRED, "");
    BatchId batchId =
        given.batchOfRows(
            2,
            List.of(
                new Good(2, List.of(), order(reference)),
                new Bad(3, List.of(), List.of(noQuantity, noPrice), null),
                new Good(4, List.of(), order(reference)),
                new Good(5, List.of(), order(reference + "-5")),
                new Bad(6, List.of(), List.of(noPrice), null)));

    assertThat(all(batchId, of("REQUIRED"), 1)).containsExactly(3, 6);
    assertThat(all(batchId, of("REPEATED_IN_FILE"), 1)).containsExactly(4);
    assertThat(all(batchId, of("AMOUNT_MISMATCH"), 1)).isEmpty();
    orders.giveUp(chunk(batchId, 2));
    assertThat(all(batchId, of("ORDER_NOT_CREATED"), 1)).containsExactly(5);
    assertThat(all(batchId, new RowFilter(RowStatus.DUPLICATE, "ORDER_NOT_CREATED", null), 1))
        .isEmpty();
    assertThat(all(batchId, new RowFilter(RowStatus.FAILED, "ORDER_NOT_CREATED", null), 1))
        .containsExactly(5);
  }

  @Test
  void rows_are_found_by_their_reference_or_by_how_it_begins() {
    String prefix = UUID.randomUUID().toString();
    BatchId batchId =
        given.batchOf(
            2,
            Stream.of("-b2", "-a", "-b10", "-c", "-b%", "-b", "-B")
                .map(end -> order(prefix + end))
                .toList());

    assertThat(all(batchId, named(prefix + "-b", false), 1)).containsExactly(7, 6, 4, 2);
    assertThat(all(batchId, named(prefix + "-b", false), 10)).containsExactly(7, 6, 4, 2);
    assertThat(all(batchId, named(prefix + "-b", true), 10)).containsExactly(7);
    assertThat(all(batchId, named(prefix + "-", false), 2)).hasSize(7);
    assertThat(all(batchId, named("nothing", true), 2)).isEmpty();
  }

  @Test
  void a_page_is_one_query_whatever_is_asked_for() {
    BatchId batchId = given.batchOfNewOrders(10, 2);
    sessions.getStatistics().setStatisticsEnabled(true);
    for (RowFilter filter :
        List.of(RowFilter.NONE, of(RowStatus.QUEUED), of("REQUIRED"), named("a", false))) {
      long before = sessions.getStatistics().getPrepareStatementCount();

      page(batchId, filter, 0, 3);

      assertThat(sessions.getStatistics().getPrepareStatementCount() - before).isEqualTo(1);
    }
  }

  private List<Integer> all(BatchId batchId, RowFilter filter, int limit) {
    List<Integer> seen = new ArrayList<>();
    RowPage page;
    int after = 0;
    do {
      page = page(batchId, filter, after, limit);
      page.rows().forEach(row -> seen.add(row.rowNumber()));
      after = page.rows().isEmpty() ? 0 : page.rows().getLast().rowNumber();
    } while (page.more());
    return seen;
  }

  private RowPage page(BatchId batchId, RowFilter filter, int after, int limit) {
    return rows.page(DEMO, batchId, filter, after, limit).orElseThrow();
  }

  private static RowFilter of(RowStatus status) {
    return new RowFilter(status, null, null);
  }

  private static RowFilter of(String code) {
    return new RowFilter(null, code, null);
  }

  private static RowFilter named(String reference, boolean whole) {
    return new RowFilter(null, null, new RowFilter.Reference(reference, whole));
  }
}
