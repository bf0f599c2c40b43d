package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each side of each chunk is delivered twice, all at once and in any sequence. */
@QuarkusTest
class ChunkRaceTest extends LedgerTest {

  private static final int CHUNKS = 60;
  private static final int ROWS = 5;
  private static final int WORKERS = 4;
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Payments payments;
  @Inject Notifications notifications;

  private final Map<Long, Integer> charges = new ConcurrentHashMap<>();
  private final Map<Long, Integer> mails = new ConcurrentHashMap<>();

  @Test
  void whoever_wins_each_order_is_charged_once_and_told_once_and_the_counts_are_right()
      throws Exception {
    BatchId batchId = given.batchOfNewOrders(CHUNKS * ROWS, ROWS);
    List<Callable<Boolean>> deliveries = new ArrayList<>();
    for (int i = 1; i <= CHUNKS; i++) {
      ChunkMessage chunk = chunk(batchId, i);
      orders.create(chunk);
      for (int copy = 1; copy <= 2; copy++) {
        deliveries.add(() -> pay(chunk));
        deliveries.add(() -> tell(chunk));
      }
    }
    Collections.shuffle(deliveries, new Random(1));

    int ends = 0;
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      for (Future<Boolean> ended : workers.invokeAll(deliveries)) {
        ends += ended.get() ? 1 : 0;
      }
    }

    assertThat(ends).isEqualTo(1);
    assertThat(charges).hasSize(CHUNKS * ROWS).allSatisfy((id, calls) -> assertThat(calls).isOne());
    assertThat(mails).hasSize(CHUNKS * ROWS).allSatisfy((id, calls) -> assertThat(calls).isOne());
    assertThat(
            ledger.query(
                "select distinct paid, notifications_sent, open_rows from batch_chunks where batch_id = ?",
                batchId.value()))
        .containsExactly("5 5 0");
    assertThat(batches.find(batchId).orElseThrow().status()).isEqualTo(BatchStatus.COMPLETED);
  }

  private boolean pay(ChunkMessage chunk) {
    return payments
        .claim(chunk, LEASE)
        .map(
            claimed -> {
              claimed.attempts().forEach(a -> charges.merge(a.paymentId(), 1, Integer::sum));
              return payments.record(
                  claimed,
                  claimed.attempts().stream()
                      .collect(Collectors.toMap(Attempt::paymentId, a -> new Captured("id"))));
            })
        .map(states -> states.stream().anyMatch(this::ends))
        .orElse(false);
  }

  private boolean tell(ChunkMessage chunk) {
    return notifications
        .claim(chunk, LEASE)
        .map(
            claimed -> {
              claimed.mails().forEach(m -> mails.merge(m.notificationId(), 1, Integer::sum));
              notifications.record(
                  claimed.chunk(),
                  claimed.mails().stream()
                      .collect(
                          Collectors.toMap(
                              PendingMail::notificationId, m -> new MailOutcome.Sent("id"))));
              return notifications.release(claimed.chunk()).state();
            })
        .map(this::ends)
        .orElse(false);
  }

  private boolean ends(ChunkState state) {
    return state.done() && batches.endWhenDone(state.chunk().batchId());
  }
}
