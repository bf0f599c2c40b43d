package bulkorder.ledger.report;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.imports.ImportLedger.Outcome.Corrected;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportsTest extends LedgerTest {

  private static final Duration A_WHILE = Duration.ofMinutes(3);

  @Inject ReportRows reportRows;
  @Inject Reports reports;

  private final String reference = UUID.randomUUID().toString();

  @Test
  void each_row_that_did_not_go_through_is_in_one_report_and_all_are_in_the_results()
      throws SQLException {
    BatchId batchId = endedInEveryWay();

    assertThat(rows(batchId, ReportKind.ERRORS)).containsExactly("2 INVALID", "5 PAYMENT_FAILED");
    assertThat(rows(batchId, ReportKind.UNPROCESSED)).containsExactly("6 FAILED", "8 CANCELLED");
    assertThat(rows(batchId, ReportKind.RESULTS))
        .containsExactly(
            "2 INVALID",
            "3 PAID",
            "4 DUPLICATE",
            "5 PAYMENT_FAILED",
            "6 FAILED",
            "7 FAILED",
            "8 CANCELLED");
  }

  @Test
  void what_the_errors_and_the_unprocessed_rows_hold_can_be_sent_again() throws SQLException {
    BatchId batchId = endedInEveryWay();
    assertThat(batches.endWhenDone(batchId)).isTrue();
    List<Integer> numbers = new ArrayList<>();
    for (ReportKind kind : List.of(ReportKind.ERRORS, ReportKind.UNPROCESSED)) {
      all(batchId, kind).forEach(row -> numbers.add(row.rowNumber()));
    }
    Complete file = GivenBatches.complete(newSha256());

    var outcome =
        importLedger.importRows(
            given.batchBeingImported(),
            sink -> {
              numbers.stream().sorted().map(this::good).forEach(sink::add);
              return new Complete(
                  file.sha256(), file.dialect(), file.header(), file.totals(), false, batchId);
            },
            250,
            60);

    assertThat(outcome).isEqualTo(new Corrected(batchId, numbers.size()));
  }

  @Test
  void a_row_comes_back_as_the_file_had_it_with_what_became_of_it() throws SQLException {
    BatchId batchId = endedInEveryWay();

    List<ReportRow> rows = all(batchId, ReportKind.RESULTS);

    assertThat(rows.get(0).fields()).containsExactly("=1+1", "", "髙﨑①");
    assertThat(rows.get(0).errors())
        .extracting(RowError::code)
        .containsExactly(RowErrorCode.REQUIRED);
    assertThat(rows.get(1).paymentId()).isEqualTo("pay_" + reference);
    assertThat(rows.get(1).orderId()).isPositive();
    assertThat(rows.get(2).sameAsRow()).isEqualTo(3);
    assertThat(rows.get(3).paymentId()).isNull();
    assertThat(rows.get(3).code()).isEqualTo("DECLINED_BY_ISSUER");
  }

  @Test
  void the_rows_of_many_chunks_come_in_the_sequence_of_the_file() {
    BatchId batchId = given.batchOfNewOrders(25, 4);
    assertThat(all(batchId, ReportKind.RESULTS))
        .extracting(ReportRow::rowNumber)
        .isEqualTo(IntStream.rangeClosed(2, 26).boxed().toList());
  }

  @Test
  void a_batch_that_ended_is_due_until_its_reports_are_shown() throws SQLException {
    BatchId batchId = endedInEveryWay();
    assertThat(batches.endWhenDone(batchId)).isTrue();
    assertThat(due(batchId)).isFalse();
    ledger.change(
        "update batches set ended_at = now() - interval '4 minutes' where batch_id = ?",
        batchId.value());
    assertThat(due(batchId)).isTrue();
    var errors = new WrittenReport(ReportKind.ERRORS, "reports/errors.csv", 2);
    var results = new WrittenReport(ReportKind.RESULTS, "reports/results.csv", 7);

    assertThat(reports.showWritten(found(batchId), List.of(errors, results))).isTrue();
    assertThat(reports.showWritten(found(batchId), List.of(errors, results))).isTrue();

    assertThat(due(batchId)).isFalse();
    assertThat(reports.of(found(batchId))).containsExactly(errors, results);
    assertThat(found(batchId).reportsAt()).isPresent();
  }

  @Test
  void a_batch_whose_reports_could_not_be_written_for_a_day_is_not_tried_for_ever()
      throws SQLException {
    BatchId batchId = endedInEveryWay();
    batches.endWhenDone(batchId);
    ledger.change(
        "update batches set ended_at = now() - interval '25 hours' where batch_id = ?",
        batchId.value());
    assertThat(due(batchId)).isFalse();
  }

  @Test
  void reports_of_a_batch_that_has_moved_on_are_not_shown() throws SQLException {
    BatchId batchId = endedInEveryWay();
    Batch running = found(batchId);
    batches.endWhenDone(batchId);

    boolean shown =
        reports.showWritten(running, List.of(new WrittenReport(ReportKind.ERRORS, "reports/e", 2)));

    assertThat(shown).isFalse();
    assertThat(reports.of(found(batchId))).isEmpty();
  }

  @Test
  void a_batch_that_runs_shows_its_errors_alone() {
    BatchId batchId = given.batchOfNewOrders(1);
    assertThat(Reports.wanted(found(batchId))).containsExactly(ReportKind.ERRORS);
    var errors = new WrittenReport(ReportKind.ERRORS, "reports/errors.csv", 2);

    reports.showWritten(found(batchId), List.of(errors));

    assertThat(reports.of(found(batchId))).containsExactly(errors);
    assertThat(found(batchId).reportsAt()).isEmpty();
  }

  @Test
  void only_refused_rows_are_told_of_before_the_end() {
    assertThat(reports.hasRefusedRows(given.batchOfNewOrders(1))).isFalse();
    assertThat(reports.hasRefusedRows(given.batchOfRows(9, List.of(bad(2))))).isTrue();
  }

  /** Row 2 was never good, and each row after it ended in another way. */
  private BatchId endedInEveryWay() throws SQLException {
    List<ImportedRow> rows = new ArrayList<>(List.of(bad(2), good(3)));
    rows.add(new Good(4, List.of(), order(reference + 3)));
    IntStream.rangeClosed(5, 8).forEach(number -> rows.add(good(number)));
    BatchId batchId = given.batchOfRows(1000, rows);
    orders.create(chunk(batchId, 1));
    pay(batchId);
    become(batchId, 3, "status = 'PAID'");
    become(batchId, 5, "status = 'PAYMENT_FAILED', code = 'DECLINED_BY_ISSUER'");
    become(batchId, 6, "status = 'FAILED', code = 'ORDER_NOT_CREATED', order_id = null");
    become(batchId, 7, "status = 'FAILED', code = 'OUTCOME_UNKNOWN'");
    become(batchId, 8, "status = 'CANCELLED'");
    ledger.change(
        "update batch_rows set notification_status = 'SENT' where batch_id = ? and notification_status is not null",
        batchId.value());
    ledger.change(
        """
        update orders set status = 'CANCELLED' where batch_id = ? and import_row_number in (5, 6, 8)
        """,
        batchId.value());
    QuarkusTransaction.requiringNew()
        .run(() -> chunks.count(chunks.lock(batchId, 1).orElseThrow()));
    return batchId;
  }

  private void pay(BatchId batchId) throws SQLException {
    ledger.change(
        """
        with paid as (
          insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method, status,
            provider_reference, ended_at)
          values ('demo', ?, ?, 200, 'JPY', 'tok_visa', 'CAPTURED', ?, now())
          returning payment_id)
        insert into payment_orders (payment_id, order_id, attempt, amount)
        select payment_id, order_id, 1, 200 from paid, orders where batch_id = ? and import_row_number = 3
        """,
        batchId.value(),
        reference,
        "pay_" + reference,
        batchId.value());
  }

  private void become(BatchId batchId, int rowNumber, String change) throws SQLException {
    ledger.change(
        "update batch_rows set %s where batch_id = ? and row_number = ?".formatted(change),
        batchId.value(),
        rowNumber);
  }

  private Good good(int rowNumber) {
    return new Good(rowNumber, List.of("R-" + rowNumber), order(reference + rowNumber));
  }

  private static Bad bad(int rowNumber) {
    return new Bad(
        rowNumber,
        List.of("=1+1", "", "髙﨑①"),
        List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")),
        null);
  }

  private boolean due(BatchId batchId) {
    return reports.due(A_WHILE, 1000).stream().anyMatch(batch -> batch.batchId().equals(batchId));
  }

  private Batch found(BatchId batchId) {
    return batches.find(batchId).orElseThrow();
  }

  private List<String> rows(BatchId batchId, ReportKind kind) {
    return all(batchId, kind).stream().map(row -> row.rowNumber() + " " + row.status()).toList();
  }

  private List<ReportRow> all(BatchId batchId, ReportKind kind) {
    List<ReportRow> all = new ArrayList<>();
    Optional<ReportPage> page = reportRows.next(batchId, kind, 0);
    while (page.isPresent()) {
      all.addAll(page.get().rows());
      page = reportRows.next(batchId, kind, page.get().chunkNo());
    }
    return all;
  }
}
