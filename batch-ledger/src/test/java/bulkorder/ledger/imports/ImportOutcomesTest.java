package bulkorder.ledger.imports;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.ImportLedger.Outcome.Corrected;
import bulkorder.ledger.imports.ImportLedger.Outcome.Rejected;
import bulkorder.ledger.imports.ImportLedger.Outcome.RejectedWithRows;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportOutcomesTest extends LedgerTest {

  private static final ImportOptions ALL_OR_NOTHING = options(Policy.ALL_OR_NOTHING, false);
  private static final ImportOptions DRY_RUN = options(Policy.CONTINUE, true);

  private final String reference = UUID.randomUUID().toString();

  @Test
  void one_bad_row_stops_all_where_all_or_nothing_was_asked_for() {
    Batch batch = given.batchBeingImported(ALL_OR_NOTHING);

    var outcome = importRows(batch, good(2), bad(3), good(4));

    assertThat(outcome)
        .isEqualTo(
            new RejectedWithRows(
                new Rejection(RejectionCode.INVALID_ROWS, Map.of("invalid", "1", "rows", "3"))));
    assertThat(outcomes(batch.batchId()))
        .containsExactly("2 CANCELLED BATCH_REJECTED", "3 INVALID -", "4 CANCELLED BATCH_REJECTED");
    assertThat(status(batch)).isEqualTo("REJECTED INVALID_ROWS");
    assertThat(chunks.withQueuedRows(batch.batchId())).isEmpty();
    assertThat(
            ledger.query(
                "select count(*) from orders where order_reference like ?", reference + "%"))
        .containsExactly("0");
  }

  @Test
  void all_or_nothing_runs_where_all_rows_are_good() {
    Batch batch = given.batchBeingImported(ALL_OR_NOTHING);
    assertThat(importRows(batch, good(2), good(3))).isEqualTo(new Accepted(2));
    assertThat(status(batch)).isEqualTo("PROCESSING -");
  }

  @Test
  void a_dry_run_checks_everything_and_runs_when_it_is_approved() {
    Batch batch = given.batchBeingImported(DRY_RUN);

    assertThat(importRows(batch, good(2), bad(3))).isEqualTo(new Validated(2));

    assertThat(status(batch)).isEqualTo("VALIDATED -");
    assertThat(outcomes(batch.batchId())).containsExactly("2 QUEUED -", "3 INVALID -");
    assertThat(batches.endWhenDone(batch.batchId())).isFalse();
    assertThat(batches.approve(batch.batchId())).isTrue();
    assertThat(batches.approve(batch.batchId())).isFalse();
    assertThat(status(batch)).isEqualTo("PROCESSING -");
    assertThat(chunks.withQueuedRows(batch.batchId())).hasSize(1);
  }

  @Test
  void a_file_may_come_in_after_its_dry_run() {
    String sha256 = newSha256();
    importRows(given.batchBeingImported(DRY_RUN), sha256, good(2));
    assertThat(importRows(given.batchBeingImported(), sha256, good(2))).isEqualTo(new Accepted(1));
  }

  @Test
  void orders_that_exist_are_counted_before_anything_runs() {
    orders.create(chunk(given.batchOf(order(reference + 2), order(reference + 3)), 1));
    Batch again = given.batchBeingImported(DRY_RUN);

    importRows(again, good(2), good(3), good(4));

    assertThat(ledger.query("select existing_orders from batches where batch_id = ?", id(again)))
        .containsExactly("2");
  }

  @Test
  void a_corrected_row_runs_in_its_batch_under_its_number() throws SQLException {
    Batch parent = endedWithRow3Bad();
    Batch correction = given.batchBeingImported();

    var outcome = correct(correction, parent.batchId(), good(3));

    assertThat(outcome).isEqualTo(new Corrected(parent.batchId(), 1));
    assertThat(outcomes(parent.batchId())).containsExactly("2 CANCELLED -", "3 QUEUED -");
    assertThat(outcomes(correction.batchId())).isEmpty();
    assertThat(status(parent)).isEqualTo("PROCESSING -");
    assertThat(
            ledger.query(
                "select run_no, kind from batch_runs where batch_id = ? order by run_no",
                id(parent)))
        .containsExactly("1 IMPORT", "2 CORRECTION");
    assertThat(chunks.withQueuedRows(parent.batchId()))
        .singleElement()
        .satisfies(chunk -> assertThat(chunk.runNo()).isEqualTo(2));
    Batch found = batches.find(correction.batchId()).orElseThrow();
    assertThat(found.parent()).contains(parent.batchId());
    assertThat(found.parentRunNo()).hasValue(2);
    assertThat(status(correction)).isEqualTo("COMPLETED -");
  }

  @Test
  void a_row_that_is_still_bad_has_its_new_errors() throws SQLException {
    Batch parent = endedWithRow3Bad();
    correct(given.batchBeingImported(), parent.batchId(), bad(3));
    assertThat(outcomes(parent.batchId())).containsExactly("2 CANCELLED -", "3 INVALID -");
    assertThat(batches.endWhenDone(parent.batchId())).isTrue();
    assertThat(status(parent)).isEqualTo("COMPLETED_WITH_ERRORS -");
  }

  @Test
  void a_row_that_is_paid_cannot_be_corrected() throws SQLException {
    Batch parent = endedWithRow3Bad();
    ledger.change(
        "update batch_rows set status = 'PAID', order_id = 1 where batch_id = ? and row_number = 2",
        id(parent));

    var outcome = correct(given.batchBeingImported(), parent.batchId(), good(2), good(3));

    assertThat(outcome)
        .isEqualTo(refused(RejectionCode.CORRECTION_ROW_NOT_OPEN, parent, "row", "2"));
    assertThat(outcomes(parent.batchId())).containsExactly("2 PAID -", "3 INVALID -");
    assertThat(status(parent)).isEqualTo("COMPLETED_WITH_ERRORS -");
  }

  @Test
  void a_row_that_does_not_exist_cannot_be_corrected() throws SQLException {
    Batch parent = endedWithRow3Bad();
    assertThat(correct(given.batchBeingImported(), parent.batchId(), good(3), good(4)))
        .isEqualTo(refused(RejectionCode.CORRECTION_ROW_NOT_OPEN, parent, "row", "4"));
  }

  @Test
  void a_batch_whose_rows_are_deleted_cannot_be_corrected() throws SQLException {
    Batch parent = endedWithRow3Bad();
    ledger.change(
        "update batches set rows_expired_at = '2026-11-22T12:00:00Z', account = '[]' where batch_id = ?",
        id(parent));
    batches.getEntityManager().clear();
    assertThat(correct(given.batchBeingImported(), parent.batchId(), good(3)))
        .isEqualTo(refused(RejectionCode.CORRECTION_ROWS_DELETED, parent, "day", "2026-11-22"));
  }

  @Test
  void a_batch_that_runs_cannot_be_corrected() {
    Batch parent = given.batchBeingImported();
    importRows(parent, good(2), bad(3));
    assertThat(correct(given.batchBeingImported(), parent.batchId(), good(3)))
        .isEqualTo(
            refused(RejectionCode.CORRECTION_BATCH_NOT_OPEN, parent, "status", "PROCESSING"));
  }

  private Batch endedWithRow3Bad() throws SQLException {
    Batch batch = given.batchBeingImported();
    importRows(batch, good(2), bad(3));
    ledger.change(
        "update batch_rows set status = 'CANCELLED' where batch_id = ? and row_number = 2",
        id(batch));
    ledger.change(
        "update batch_chunks set queued = 0, cancelled = 1, open_rows = 0 where batch_id = ?",
        id(batch));
    assertThat(batches.endWhenDone(batch.batchId())).isTrue();
    return batch;
  }

  private static Rejected refused(RejectionCode code, Batch parent, String name, String value) {
    return new Rejected(
        new Rejection(code, Map.of("batch", parent.batchId().toString(), name, value)), false);
  }

  private ImportLedger.Outcome importRows(Batch batch, ImportedRow... rows) {
    return importRows(batch, newSha256(), rows);
  }

  private ImportLedger.Outcome importRows(Batch batch, String sha256, ImportedRow... rows) {
    return importRows(batch, GivenBatches.complete(sha256), rows);
  }

  private ImportLedger.Outcome correct(Batch correction, BatchId parent, ImportedRow... rows) {
    Complete file = GivenBatches.complete(newSha256());
    return importRows(
        correction,
        new Complete(file.sha256(), file.dialect(), file.header(), file.totals(), false, parent),
        rows);
  }

  private ImportLedger.Outcome importRows(Batch batch, Complete file, ImportedRow... rows) {
    return importLedger.importRows(
        batch,
        sink -> {
          List.of(rows).forEach(sink::add);
          return file;
        },
        250,
        60);
  }

  private Good good(int rowNumber) {
    return new Good(rowNumber, List.of("R-" + rowNumber), order(reference + rowNumber));
  }

  private static Bad bad(int rowNumber) {
    return new Bad(
        rowNumber,
        List.of("R-" + rowNumber),
        List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")),
        null);
  }

  private List<String> outcomes(BatchId batchId) {
    return ledger.query(
        "select row_number, status, code from batch_rows where batch_id = ? order by row_number",
        batchId.value());
  }

  private String status(Batch batch) {
    return ledger
        .query("select status, rejection_code from batches where batch_id = ?", id(batch))
        .getFirst();
  }

  private static UUID id(Batch batch) {
    return batch.batchId().value();
  }

  private static ImportOptions options(Policy policy, boolean dryRun) {
    return new ImportOptions(
        FileWishes.NONE,
        policy,
        PaymentMode.PER_ORDER,
        dryRun,
        false,
        DeclaredTotals.NONE,
        null,
        null,
        null);
  }
}
