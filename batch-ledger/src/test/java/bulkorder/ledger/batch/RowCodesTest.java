package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RowCodesTest extends LedgerTest {

  private static final RowError NO_QUANTITY = new RowError("quantity", RowErrorCode.REQUIRED, "");
  private static final RowError NO_PRICE = new RowError("unit_price", RowErrorCode.REQUIRED, "");

  @Inject RowCodes codes;
  @Inject Session session;
  @Inject ObjectMapper json;

  @Test
  void rows_are_counted_by_code_and_column_the_most_frequent_first() {
    String reference = UUID.randomUUID().toString();
    List<ImportedRow> rows = new ArrayList<>();
    for (int row = 2; row < 20; row++) {
      rows.add(
          row % 2 == 0
              ? new Bad(row, List.of(), List.of(NO_QUANTITY, NO_QUANTITY), null)
              : new Good(row, List.of(), order(reference + row / 4)));
    }
    rows.add(new Bad(20, List.of(), List.of(NO_PRICE), null));
    BatchId batchId = given.batchOfRows(3, rows);

    assertThat(told(batchId))
        .containsExactly(
            "FILE REQUIRED quantity 9 [2, 4, 6, 8, 10]",
            "ROW REPEATED_IN_FILE null 4 [7, 11, 15, 19]",
            "FILE REQUIRED unit_price 1 [20]");
  }

  @Test
  void what_becomes_of_rows_later_is_counted_too() {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    assertThat(told(batchId)).isEmpty();

    orders.giveUp(chunk(batchId, 2));

    assertThat(told(batchId)).containsExactly("ROW ORDER_NOT_CREATED null 2 [4, 5]");
  }

  @Test
  void of_an_ended_batch_they_are_counted_again_after_five_seconds() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    ledger.change(
        "update batches set status = 'COMPLETED', ended_at = now() where batch_id = ?",
        batchId.value());
    var time = new AtomicReference<>(Instant.now());
    var kept = new RowCodes(session, json, time::get);
    Batch ended = batches.find(batchId).orElseThrow();
    assertThat(kept.of(ended)).isEmpty();

    ledger.change(
        """
        update batch_chunks set codes =
          '[{"kind": "ROW", "code": "OUTCOME_UNKNOWN", "column": null, "rows": 2, "first": [4, 5]}]'
        where batch_id = ? and chunk_no = 2
        """,
        batchId.value());
    time.updateAndGet(now -> now.plusSeconds(4));
    assertThat(kept.of(ended)).isEmpty();

    time.updateAndGet(now -> now.plusSeconds(1));
    assertThat(told(kept.of(ended))).containsExactly("ROW OUTCOME_UNKNOWN null 2 [4, 5]");
  }

  private List<String> told(BatchId batchId) {
    return told(codes.of(batchId));
  }

  private static List<String> told(List<CodedRows> codes) {
    return codes.stream()
        .map(
            c ->
                "%s %s %s %d %s".formatted(c.kind(), c.code(), c.column(), c.rows(), c.firstRows()))
        .toList();
  }
}
