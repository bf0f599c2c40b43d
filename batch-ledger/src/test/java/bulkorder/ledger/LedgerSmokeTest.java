package bulkorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Clients;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.testing.LedgerDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
class LedgerSmokeTest {
  @Inject Batches batches;
  @Inject Clients clients;
  @Inject ImportLedger importLedger;
  @Inject Orders orders;
  @Inject Payments payments;
  @Inject Notifications notifications;

  @Test
  void a_file_becomes_orders() {
    var client = clients.find(new ClientId("demo")).orElseThrow();
    assertThat(client.paymentLimits(Currency.getInstance("JPY"))).isPresent();
    var batch =
        batches.beginImport(
            client.clientId(), "a.csv", new FileObject("b", "incoming/demo/a.csv", "v1", "e1"));
    var outcome =
        importLedger.importRows(
            batch,
            sink -> {
              for (int i = 2; i <= 11; i++) {
                sink.add(new ImportedRow.Good(i, line("R" + (i % 8), i == 10 ? "other" : "p")));
              }
              sink.add(
                  new ImportedRow.Bad(
                      12, List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")), null));
              return new Complete("ab".repeat(32));
            },
            4,
            60);
    assertThat(outcome).isEqualTo(new ImportLedger.Outcome.Accepted(11));
    var chunks = batches.find(batch.batchId()).orElseThrow();
    System.err.println(chunks.status());
    for (int c = 1; c <= 3; c++) {
      var m = new ChunkMessage(batch.batchId().value(), 1, c);
      var state = orders.create(m);
      System.err.println(state);
      var claimed = payments.claim(m, Duration.ofSeconds(10)).orElseThrow();
      System.err.println(claimed);
      assertThat(payments.claim(m, Duration.ofSeconds(10))).isEmpty();
      var outcomes = new HashMap<Long, AttemptOutcome>();
      claimed
          .attempts()
          .forEach(
              a -> outcomes.put(a.paymentId(), new AttemptOutcome.Captured("x" + a.paymentId())));
      System.err.println(payments.record(claimed.chunk(), outcomes));
      var mails = notifications.claim(m, Duration.ofSeconds(10)).orElseThrow();
      var mo = new HashMap<Long, MailOutcome>();
      mails
          .mails()
          .forEach(a -> mo.put(a.notificationId(), new MailOutcome.Sent("x" + a.notificationId())));
      System.err.println(notifications.record(mails.chunk(), mo));
    }
    assertThat(batches.endWhenDone(batch.batchId())).isTrue();
    assertThat(batches.find(batch.batchId()).orElseThrow().status())
        .isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
  }

  static OrderLine line(String ref, String product) {
    return new OrderLine(
        ref,
        "n",
        "a@example.com",
        product,
        2,
        new BigDecimal("100"),
        new Money(new BigDecimal("200"), Currency.getInstance("JPY")),
        "tok_x",
        "ja",
        null,
        null);
  }
}
