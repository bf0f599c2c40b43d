package bulkorder.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Packing;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of one payer that are charged together. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class ChargeTogetherTest extends LedgerTest {

  @Inject ChargeChunk chargeChunk;
  @Inject Packing packing;

  private final String reference = UUID.randomUUID().toString();

  @BeforeEach
  void theProviderWorks() {
    Provider.works();
  }

  @Test
  void one_charge_pays_all_its_orders_and_a_declined_one_fails_exactly_its_own()
      throws IOException {
    BatchId batchId =
        packed(
            order(2, "tok_visa"),
            order(3, "tok_declined"),
            order(4, "tok_visa"),
            order(5, "tok_declined"));

    chargeAll(batchId);

    assertThat(statuses(batchId))
        .containsExactly("2 PAID", "3 PAYMENT_FAILED", "4 PAID", "5 PAYMENT_FAILED");
    assertThat(
            ledger.query(
                "select paid, payment_failed from batch_chunks where batch_id = ? order by chunk_no",
                batchId.value()))
        .containsExactly("1 0", "0 1", "1 0", "0 1");
    assertThat(
            ledger.query(
                "select status, amount from payments where batch_id = ? order by 1",
                batchId.value()))
        .containsExactly("CAPTURED 120.0000", "DECLINED 120.0000");
    assertThat(
            Provider.capturedFor(orderId(batchId, 2)) + Provider.capturedFor(orderId(batchId, 4)))
        .isEqualTo(1);
  }

  @Test
  void a_chunk_that_leads_no_charge_charges_nothing() {
    BatchId batchId = packed(order(2, "tok_visa"), order(3, "tok_visa"));

    chargeChunk.charge(chunk(batchId, 2), inAMinute());

    assertThat(statuses(batchId)).containsExactly("2 ORDERED", "3 ORDERED");
  }

  @Test
  void a_redelivered_chunk_charges_nothing_more() throws IOException {
    BatchId batchId = packed(order(2, "tok_visa"), order(3, "tok_visa"));
    chargeAll(batchId);

    chargeChunk.charge(chunk(batchId, 1), inAMinute());

    assertThat(statuses(batchId)).containsExactly("2 PAID", "3 PAID");
    assertThat(Provider.capturedFor(orderId(batchId, 2))).isEqualTo(1);
  }

  private void chargeAll(BatchId batchId) {
    for (Chunk lead : packing.chunksToCharge(batchId)) {
      chargeChunk.charge(ChunkMessage.of(lead), inAMinute());
    }
  }

  private BatchId packed(OrderLine... lines) {
    BatchId batchId = given.aggregatedBatchOf(1, List.of(lines));
    for (int i = 1; i <= lines.length; i++) {
      orders.create(chunk(batchId, i));
    }
    packing.pack(batchId, Duration.ofSeconds(20));
    return batchId;
  }

  private OrderLine order(int row, String payer) {
    return orderFor(reference + row, 60, payer);
  }

  private List<String> statuses(BatchId batchId) {
    return ledger.query(
        "select row_number, status from batch_rows where batch_id = ? order by row_number",
        batchId.value());
  }

  private String orderId(BatchId batchId, int row) {
    return ledger
        .query(
            "select order_id from batch_rows where batch_id = ? and row_number = ?",
            batchId.value(),
            row)
        .getFirst();
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
