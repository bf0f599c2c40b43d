package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchEndTest extends LedgerTest {

  @Inject Payments payments;
  @Inject Notifications notifications;

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

  /**
   * Of each row the payment and the mails end in some order, those of a chunk by several at once.
   */
  @RepeatedTest(5)
  void a_batch_ends_once_whatever_ends_in_whatever_order() throws Exception {
    int chunkCount = 6;
    BatchId batchId = given.batchOfNewOrders(chunkCount * 3, 3);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 1; i <= chunkCount; i++) {
      var message = chunk(batchId, i);
      orders.create(message);
      AttemptOutcome outcome =
          i % 2 == 0
              ? new AttemptOutcome.Captured("pay_" + UUID.randomUUID())
              : new AttemptOutcome.Declined(DeclineCode.DECLINED_BY_ISSUER, "no");
      work.add(
          () -> {
            pay(message, outcome);
            return batches.endWhenDone(batchId);
          });
      work.add(
          () -> {
            tell(message);
            return batches.endWhenDone(batchId);
          });
    }
    Collections.shuffle(work);

    int ends = 0;
    try (var workers = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> ended : workers.invokeAll(work)) {
        ends += ended.get() ? 1 : 0;
      }
    }

    assertThat(ends).isEqualTo(1);
    assertThat(status(batchId)).isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
    assertThat(
            ledger.query(
                "select distinct open_rows, notifications_sent from batch_chunks where batch_id = ?",
                batchId.value()))
        .containsExactly("0 3");
  }

  @Test
  void a_batch_waits_for_the_mail_that_tells_of_its_last_payment() {
    BatchId batchId = given.batchOfNewOrders(1, Set.of(NotificationKind.PAYMENT_FAILED));
    var message = chunk(batchId, 1);
    orders.create(message);
    pay(message, new AttemptOutcome.Declined(DeclineCode.DECLINED_BY_ISSUER, "no"));
    assertThat(batches.endWhenDone(batchId)).isFalse();

    tell(message);

    assertThat(batches.endWhenDone(batchId)).isTrue();
    assertThat(batches.endWhenDone(batchId)).isFalse();
  }

  private void pay(ChunkMessage message, AttemptOutcome outcome) {
    var claimed = payments.claim(message, Duration.ofMinutes(1)).orElseThrow();
    payments.record(
        claimed,
        claimed.attempts().stream()
            .collect(
                Collectors.toMap(
                    Attempt::paymentId,
                    a ->
                        outcome instanceof AttemptOutcome.Captured
                            ? new AttemptOutcome.Captured("pay_" + UUID.randomUUID())
                            : outcome)));
  }

  private void tell(ChunkMessage message) {
    var claimed = notifications.claim(message, Duration.ofMinutes(1)).orElseThrow();
    notifications.record(
        claimed.chunk(),
        claimed.mails().stream()
            .collect(
                Collectors.toMap(PendingMail::notificationId, mail -> new MailOutcome.Sent("id"))));
    notifications.release(claimed.chunk());
  }

  private BatchStatus status(BatchId batchId) {
    return batches.find(batchId).orElseThrow().status();
  }
}
