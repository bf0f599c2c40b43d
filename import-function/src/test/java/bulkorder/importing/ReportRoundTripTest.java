package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.importing.report.InMemoryReports;
import bulkorder.importing.report.WriteReports;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.ReportRow;
import bulkorder.ledger.report.ReportRows;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a client's file to its report, and from the corrected report to the file's next run. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class ReportRoundTripTest {

  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  private static final String FILE =
      """
      備考\t注文番号\t顧客名\tメールアドレス\t商品コード\t数量\t単価\t決済トークン\t棚番
      "髙﨑 ""①""
      ㈱"\tRT-1\t山田\ttaro@example.com\tP-1\t２\t￥1,500\ttok_visa\t'=A1
      \tRT-2\t山田\ttaro@example.com\tP-1\t二つ\t500\ttok_visa\t=1+1
      \tRT-3\t4111 1111 1111 1111\ttaro@example.com\tP-1\t1\t500\ttok_visa
      """;

  @Inject ImportHandler handler;
  @Inject InMemoryFiles files;
  @Inject InMemoryReports reports;
  @Inject WriteReports writeReports;
  @Inject ReportRows reportRows;
  @Inject Ledger ledger;
  @Inject Batches batches;
  @Inject Orders orders;
  @Inject RunEnd runEnd;

  @Test
  void a_corrected_report_is_the_next_run_of_its_batch() {
    deliver("incoming/demo/round trip.txt", FILE);
    BatchId batchId = BatchId.parse(ledger.batchId("incoming/demo/round trip.txt")).orElseThrow();
    orders.giveUp(new ChunkMessage(batchId.value(), 1, 1));
    runEnd.endWhenDone(batchId);
    writeReports.write(batchId);
    String errors = reports.text(key(batchId, "errors"), SHIFT_JIS.name());
    String unprocessed = reports.text(key(batchId, "unprocessed"), SHIFT_JIS.name());

    assertThat(errors).doesNotContain("4111", "***").contains("\t'=1+1", "二つ");
    assertThat(unprocessed).contains("\t\"髙﨑 \"\"①\"\"\n㈱\"\tRT-1\t", "\t''=A1");

    deliver("incoming/demo/corrected.txt", errors.replace("二つ", "2"));

    assertThat(ledger.batches("incoming/demo/corrected.txt")).containsExactly("COMPLETED");
    assertThat(batches.find(batchId).orElseThrow().runNo()).isEqualTo(2);
    assertThat(states(batchId)).containsExactly("2 FAILED", "3 QUEUED", "4 INVALID");
    assertThat(rows(batchId).get(1).fields()).endsWith("=1+1");
    orders.giveUp(new ChunkMessage(batchId.value(), 2, 1));
    runEnd.endWhenDone(batchId);

    deliver("incoming/demo/as it was.txt", unprocessed);

    assertThat(ledger.batches("incoming/demo/as it was.txt")).containsExactly("COMPLETED");
    assertThat(states(batchId)).containsExactly("2 QUEUED", "3 FAILED", "4 INVALID");
    assertThat(rows(batchId).getFirst().fields()).startsWith("髙﨑 \"①\"\n㈱").endsWith("'=A1");
  }

  private void deliver(String key, String text) {
    files.put(key, text.getBytes(SHIFT_JIS));
    handler.handleRequest(Events.created(key), Invocation.withAMinute());
  }

  private List<ReportRow> rows(BatchId batchId) {
    return reportRows.next(batchId, ReportKind.RESULTS, 0).orElseThrow().rows();
  }

  private List<String> states(BatchId batchId) {
    return rows(batchId).stream().map(row -> row.rowNumber() + " " + row.status()).toList();
  }

  private static String key(BatchId batchId, String kind) {
    return "reports/demo/%s/1/%s.csv".formatted(batchId, kind);
  }
}
