package bulkorder.ledger.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.imports.OrderLine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One payment of the client takes 100 to 1,000,000 JPY. */
@QuarkusTest
class PackingTest extends LedgerTest {

  private static final Duration TIME = Duration.ofSeconds(20);

  @Inject Packing packing;

  private final String reference = UUID.randomUUID().toString();

  @Test
  void orders_of_one_payer_become_one_payment_under_one_key() throws NoSuchAlgorithmException {
    BatchId batchId = ordered(2, order(2, 40, "a"), order(3, 500, "b"), order(4, 60, "a"));

    assertThat(packing.pack(batchId, TIME)).isEqualTo(PackingResult.ALL);

    assertThat(payments(batchId))
        .containsExactly("a 100.0000 JPY PENDING 0 4,2", "b 500.0000 JPY PENDING 0 3");
    assertThat(ledger.query(KEYS, batchId.value()))
        .containsExactly(
            sha256("demo\n%s4\n1\n%s2\n1".formatted(reference, reference)),
            sha256("demo\n%s3\n1".formatted(reference)));
  }

  @Test
  void the_first_row_of_a_payment_leads() {
    BatchId batchId = ordered(1, order(2, 40, "a"), order(3, 500, "b"), order(4, 60, "a"));

    packing.pack(batchId, TIME);

    assertThat(
            ledger.query(
                """
                select r.row_number from batch_rows r
                join payment_orders po on po.order_id = r.order_id
                where r.batch_id = ? and po.lead order by 1
                """,
                batchId.value()))
        .containsExactly("2", "3");
    assertThat(packing.chunksToCharge(batchId)).extracting(Chunk::chunkNo).containsExactly(1, 2);
  }

  @Test
  void a_chunk_is_not_charged_again_once_somebody_set_out_to() throws SQLException {
    BatchId batchId = ordered(1, order(2, 400, "a"), order(3, 500, "b"));
    packing.pack(batchId, TIME);
    ledger.change(
        "update payments set calls = 1 where payment_method = 'a' and batch_id = ?",
        batchId.value());

    assertThat(packing.chunksToCharge(batchId)).extracting(Chunk::chunkNo).containsExactly(2);
  }

  @Test
  void packed_again_it_changes_nothing() {
    BatchId batchId = ordered(10, order(2, 400, "a"), order(3, 500, "a"));
    packing.pack(batchId, TIME);
    List<String> first = payments(batchId);

    assertThat(packing.pack(batchId, TIME)).isEqualTo(PackingResult.ALL);

    assertThat(payments(batchId)).isEqualTo(first);
  }

  @Test
  void after_a_crash_the_orders_without_a_payment_are_packed() throws SQLException {
    BatchId batchId = ordered(10, order(2, 400, "a"), order(3, 500, "b"));
    packing.pack(batchId, TIME);
    List<String> first = payments(batchId);
    ledger.change(
        """
        delete from payment_orders where payment_id =
          (select payment_id from payments where batch_id = ? and payment_method = 'b')
        """,
        batchId.value());
    ledger.change(
        "delete from payments where batch_id = ? and payment_method = 'b'", batchId.value());

    packing.pack(batchId, TIME);

    assertThat(payments(batchId)).isEqualTo(first);
  }

  @Test
  void several_at_once_pack_a_batch_once() throws InterruptedException, ExecutionException {
    BatchId batchId =
        ordered(
            250,
            IntStream.range(2, 1002)
                .mapToObj(i -> order(i, 300, "p" + i % 7))
                .toArray(OrderLine[]::new));
    var together = new CyclicBarrier(3);
    Callable<PackingResult> pack =
        () -> {
          together.await();
          return packing.pack(batchId, TIME);
        };

    List<PackingResult> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (Future<PackingResult> result : threads.invokeAll(List.of(pack, pack, pack))) {
        results.add(result.get());
      }
    }

    assertThat(results).contains(PackingResult.ALL).doesNotContain(PackingResult.SOME);
    assertThat(
            ledger.query(
                """
                select count(*), count(distinct po.order_id), sum(po.amount) from payments p
                join payment_orders po using (payment_id) where p.batch_id = ?
                """,
                batchId.value()))
        .containsExactly("1000 1000 300000.0000");
  }

  @Test
  void what_cannot_reach_the_least_amount_is_given_up() throws SQLException {
    BatchId batchId = ordered(1, order(2, 60, "a"), order(3, 60, "a"), order(4, 500, "b"));
    ledger.change(
        "update batch_rows set status = 'FAILED' where batch_id = ? and row_number = 3",
        batchId.value());

    assertThat(packing.pack(batchId, TIME)).isEqualTo(PackingResult.ALL);

    assertThat(rows(batchId))
        .containsExactly(
            "2 FAILED SUPPRESSED PAYMENT_TOO_SMALL", "3 FAILED PENDING -", "4 ORDERED PENDING -");
    assertThat(
            ledger.query(
                """
                select o.status, n.status, n.code from orders o join notifications n using (order_id)
                where o.batch_id = ?
                """,
                batchId.value()))
        .containsExactly("CANCELLED SUPPRESSED ORDER_CANCELLED");
    assertThat(
            ledger.query(
                "select failed, open_rows from batch_chunks where batch_id = ? and chunk_no = 1",
                batchId.value()))
        .containsExactly("1 0");
  }

  @Test
  void a_mail_that_is_being_sent_is_left_to_its_sender() throws SQLException {
    BatchId batchId = ordered(1, order(2, 60, "a"), order(3, 60, "a"));
    ledger.change(
        "update batch_rows set status = 'FAILED' where batch_id = ? and row_number = 3",
        batchId.value());
    QuarkusTransaction.requiringNew()
        .run(() -> chunks.claim(Lease.NOTIFICATION, batchId, 1, Duration.ofMinutes(1)));

    packing.pack(batchId, TIME);

    assertThat(rows(batchId))
        .containsExactly("2 FAILED PENDING PAYMENT_TOO_SMALL", "3 FAILED PENDING -");
  }

  @Test
  void a_key_that_is_in_use_is_not_used_again() throws SQLException, NoSuchAlgorithmException {
    ledger.change(
        """
        insert into payments (client_id, idempotency_key, amount, currency, payment_method)
        values ('demo', ?, 1, 'JPY', 'x')
        """,
        sha256("demo\n%s2\n1".formatted(reference)));
    BatchId batchId = ordered(10, order(2, 200, "a"), order(3, 300, "b"));

    packing.pack(batchId, TIME);

    assertThat(rows(batchId))
        .containsExactly("2 FAILED SUPPRESSED PAYMENT_KEY_IN_USE", "3 ORDERED PENDING -");
    assertThat(payments(batchId)).containsExactly("b 300.0000 JPY PENDING 0 3");
  }

  @Test
  void an_order_that_comes_back_is_packed_as_its_next_attempt() throws SQLException {
    BatchId first = ordered(10, order(2, 400, "a"));
    packing.pack(first, TIME);
    ledger.change(
        """
        update payment_orders set live = false
        where payment_id = (select payment_id from payments where batch_id = ?)
        """,
        first.value());
    ledger.change("update orders set status = 'CANCELLED' where batch_id = ?", first.value());

    BatchId second = ordered(10, order(2, 400, "a"));
    packing.pack(second, TIME);

    assertThat(
            ledger.query(
                "select attempt from payment_orders join payments using (payment_id) where batch_id = ?",
                second.value()))
        .containsExactly("2");
  }

  @Test
  void a_batch_that_is_to_be_stopped_is_left_as_it_is() throws SQLException {
    BatchId batchId = ordered(10, order(2, 400, "a"));
    ledger.change(
        "update batches set cancel_requested_at = now() where batch_id = ?", batchId.value());

    assertThat(packing.pack(batchId, TIME)).isEqualTo(PackingResult.ALL);

    assertThat(payments(batchId)).isEmpty();
  }

  @Test
  void without_time_something_is_left() {
    BatchId batchId = ordered(10, order(2, 400, "a"));

    assertThat(packing.pack(batchId, Duration.ZERO)).isEqualTo(PackingResult.SOME);

    assertThat(payments(batchId)).isEmpty();
  }

  @Test
  void a_batch_is_packed_when_all_its_orders_exist() {
    BatchId batchId = given.aggregatedBatchOf(1, List.of(order(2, 400, "a"), order(3, 400, "a")));
    orders.create(chunk(batchId, 1));
    assertThat(packing.stage(batchId)).isEqualTo(PackingStage.INCOMPLETE);

    orders.create(chunk(batchId, 2));

    assertThat(packing.stage(batchId)).isEqualTo(PackingStage.COMPLETE);
    assertThat(packing.stage(given.batchOfNewOrders(1))).isEqualTo(PackingStage.PER_ORDER);
  }

  @Test
  void a_batch_that_nobody_packs_is_found_after_a_time() throws SQLException {
    BatchId waiting = ordered(10, order(2, 400, "a"));
    BatchId packed = ordered(10, order(3, 400, "a"));
    packing.pack(packed, TIME);
    BatchId incomplete =
        given.aggregatedBatchOf(1, List.of(order(4, 400, "a"), order(5, 400, "a")));
    orders.create(chunk(incomplete, 1));
    for (var batch : List.of(waiting, packed, incomplete)) {
      ledger.change(
          "update batch_chunks set updated_at = now() - interval '1 hour' where batch_id = ?",
          batch.value());
    }

    assertThat(packing.standingStill(Duration.ofMinutes(3), 1000))
        .contains(waiting)
        .doesNotContain(packed, incomplete);
    assertThat(packing.standingStill(Duration.ofHours(2), 1000)).doesNotContain(waiting);
  }

  private static final String KEYS =
      "select idempotency_key from payments where batch_id = ? order by payment_method";

  private BatchId ordered(int chunkRows, OrderLine... lines) {
    BatchId batchId = given.aggregatedBatchOf(chunkRows, List.of(lines));
    int chunkCount = (lines.length + chunkRows - 1) / chunkRows;
    for (int i = 1; i <= chunkCount; i++) {
      orders.create(chunk(batchId, i));
    }
    return batchId;
  }

  private OrderLine order(int row, long yen, String payer) {
    return orderFor(reference + row, yen, payer);
  }

  private List<String> payments(BatchId batchId) {
    return ledger.query(
        """
        select p.payment_method, p.amount, p.currency, p.status, p.calls,
          string_agg(r.row_number::text, ',' order by po.amount desc, r.row_number)
        from payments p
        join payment_orders po on po.payment_id = p.payment_id
        join batch_rows r on r.batch_id = p.batch_id and r.order_id = po.order_id
        where p.batch_id = ?
        group by p.payment_id order by p.payment_method, p.amount desc
        """,
        batchId.value());
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
