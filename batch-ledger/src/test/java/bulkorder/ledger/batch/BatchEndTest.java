package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchEndTest extends LedgerTest {

  @Test
  void a_batch_with_an_open_row_does_not_end() {
    BatchId batchId = given.batchOfNewOrders(2, 1);
    orders.giveUp(chunk(batchId, 2));

    assertThat(batches.endWhenDone(batchId)).isFalse();
    assertThat(status(batchId)).isEqualTo(BatchStatus.PROCESSING);
  }

  @Test
  void whatever_ends_last_ends_the_batch_and_its_run_once() throws Exception {
    int chunkCount = 40;
    BatchId batchId = given.batchOfNewOrders(chunkCount, 1);
    List<Callable<Boolean>> enders = new ArrayList<>();
    for (int i = 1; i <= chunkCount; i++) {
      var message = chunk(batchId, i);
      enders.add(
          () -> {
            orders.giveUp(message);
            return batches.endWhenDone(batchId);
          });
    }

    int ends = 0;
    try (var workers = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> ended : workers.invokeAll(enders)) {
        ends += ended.get() ? 1 : 0;
      }
    }

    assertThat(ends).isEqualTo(1);
    assertThat(status(batchId)).isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
    assertThat(
            ledger.query(
                "select count(*) from batch_runs where batch_id = ? and ended_at is not null",
                batchId.value()))
        .containsExactly("1");
  }

  private BatchStatus status(BatchId batchId) {
    return batches.find(batchId).orElseThrow().status();
  }
}
