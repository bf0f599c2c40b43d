package bulkorder.ledger.imports;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.PersonalFields;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.imports.ImportLedger.Outcome;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class ImportLedgerTest extends LedgerTest {

  @Inject SealedRows sealedRows;

  private static final int CHUNK_ROWS = 2;

  @Test
  void rows_come_in_whole_and_in_chunks() {
    Batch batch = given.batchBeingImported();
    String reference = UUID.randomUUID().toString();

    Outcome outcome =
        importRows(
            batch,
            sink -> {
              sink.add(new Good(2, List.of(), order(reference + "-1")));
              sink.add(
                  new Bad(
                      3,
                      List.of(),
                      List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")),
                      null));
              sink.add(new Good(5, List.of(), order(reference + "-2")));
              return GivenBatches.complete(newSha256());
            });

    assertThat(outcome).isEqualTo(new Outcome.Accepted(3));
    assertThat(rows(batch.batchId()))
        .containsExactly("2 QUEUED - -", "3 INVALID - -", "5 QUEUED - -");
    assertThat(
            ledger.query(
                """
                select chunk_no, first_row, last_row, rows, queued, invalid, open_rows, amounts
                from batch_chunks where batch_id = ? order by chunk_no
                """,
                batch.batchId().value()))
        .containsExactly(
            "1 2 3 2 1 1 1 {\"QUEUED\": {\"JPY\": 200.0000}}",
            "2 5 5 1 1 0 1 {\"QUEUED\": {\"JPY\": 200.0000}}");
  }

  @Test
  void of_a_refused_file_nothing_is_left() {
    Batch batch = given.batchBeingImported();
    Rejection rejection =
        new Rejection(RejectionCode.NOT_IN_ENCODING, Map.of("encoding", "UTF-8", "offset", "7"));

    Outcome outcome =
        importRows(
            batch,
            sink -> {
              sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
              return new Refused(rejection, false);
            });

    assertThat(outcome).isEqualTo(new Outcome.Rejected(rejection, false));
    assertThat(rows(batch.batchId())).isEmpty();
  }

  @Test
  void a_file_that_breaks_off_leaves_nothing_and_may_be_tried_again() {
    Batch batch = given.batchBeingImported();

    assertThatThrownBy(
            () ->
                importRows(
                    batch,
                    sink -> {
                      sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
                      throw new IOException("connection reset");
                    }))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(rows(batch.batchId())).isEmpty();
    assertThat(importRows(batch, oneNewOrder(newSha256()))).isEqualTo(new Outcome.Accepted(1));
  }

  @Test
  void every_character_of_a_text_comes_in() {
    String note = "back\\slash \\N \t tab\r\nline \"quote\" 😀髙﨑①";
    OrderLine plain = order(UUID.randomUUID().toString());
    OrderLine noted =
        new OrderLine(
            plain.orderReference(),
            plain.customerName(),
            plain.customerEmail(),
            plain.productCode(),
            plain.quantity(),
            plain.unitPrice(),
            plain.amount(),
            plain.paymentMethod(),
            plain.language(),
            LocalDate.of(2026, 11, 21),
            note);

    var batchId = given.batchOf(noted);

    assertThat(
            ledger.query(
                "select requested_date, position('taro' in encode(personal, 'escape')) from batch_rows"
                    + " where batch_id = ?",
                batchId.value()))
        .containsExactly("2026-11-21 0");
    byte[] sealed =
        Base64.getDecoder()
            .decode(
                ledger
                    .query(
                        "select translate(encode(personal, 'base64'), E'\\n', '') from batch_rows"
                            + " where batch_id = ?",
                        batchId.value())
                    .getFirst());
    assertThat(sealedRows.personal(new ClientId("demo"), sealed))
        .isEqualTo(new PersonalFields("山田 太郎", "taro@example.com", note));
  }

  @Test
  void a_batch_that_was_rejected_meanwhile_stays_rejected() {
    Batch batch = given.batchBeingImported();
    Rejection rejection = new Rejection(RejectionCode.IMPORT_FAILED, Map.of());

    Outcome outcome =
        importRows(
            batch,
            sink -> {
              sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
              QuarkusTransaction.requiringNew()
                  .run(() -> batches.reject(batch.batchId(), rejection));
              return GivenBatches.complete(newSha256());
            });

    assertThat(outcome).isEqualTo(new Outcome.NotOurs());
    assertThat(rows(batch.batchId())).isEmpty();
  }

  @Test
  void a_batch_is_imported_once() {
    Batch batch = given.batchBeingImported();
    importRows(batch, oneNewOrder(newSha256()));

    assertThat(importRows(batch, oneNewOrder(newSha256()))).isEqualTo(new Outcome.NotOurs());
    assertThat(rows(batch.batchId())).hasSize(1);
  }

  @Test
  void the_same_bytes_again_are_refused_and_name_the_original() {
    String sha256 = newSha256();
    Batch original = given.batchBeingImported();
    importRows(original, oneNewOrder(sha256));

    Batch copy = given.batchBeingImported();

    assertThat(importRows(copy, oneNewOrder(sha256)))
        .isEqualTo(
            new Outcome.Rejected(
                new Rejection(
                    RejectionCode.DUPLICATE_FILE,
                    Map.of("original", original.batchId().toString())),
                false));
  }

  @Test
  void one_reference_with_one_content_makes_the_later_row_a_duplicate() {
    String reference = UUID.randomUUID().toString();

    var batchId = given.batchOf(order(reference), order("x" + reference), order(reference));

    assertThat(rows(batchId))
        .containsExactly("2 QUEUED - -", "3 QUEUED - -", "4 DUPLICATE - REPEATED_IN_FILE");
    assertThat(
            ledger.query(
                "select same_as_row from batch_rows where batch_id = ? and row_number = 4",
                batchId.value()))
        .containsExactly("2");
  }

  @Test
  void one_reference_with_different_contents_refuses_all_of_them() {
    String reference = UUID.randomUUID().toString();

    var batchId =
        given.batchOf(order(reference), order(reference), order(reference, "other", "tok_visa"));

    assertThat(
            ledger.query(
                """
                select row_number, status, errors #>> '{0,code}', errors #>> '{0,expected}' from batch_rows
                where batch_id = ? order by row_number
                """,
                batchId.value()))
        .containsExactly(
            "2 INVALID REFERENCE_REPEATED 4",
            "3 INVALID REFERENCE_REPEATED 2",
            "4 INVALID REFERENCE_REPEATED 2");
  }

  @Test
  void a_repeated_reference_that_is_taken_is_not_said_to_be_ordered() {
    String reference = UUID.randomUUID().toString();
    orders.create(chunk(given.batchOf(order(reference)), 1));
    OrderLine other = order(reference, "other", "tok_visa");

    var batchId = given.batchOf(other, other);

    assertThat(
            ledger.query(
                "select row_number, status, errors #>> '{0,code}' from batch_rows where batch_id = ? order by 1",
                batchId.value()))
        .containsExactly("2 INVALID REFERENCE_TAKEN", "3 INVALID REFERENCE_TAKEN");
  }

  @Test
  void a_chunk_is_as_old_as_its_import_however_long_the_file_was_read() {
    Batch batch = given.batchBeingImported();
    List<String> read = new ArrayList<>();

    importRows(
        batch,
        sink -> {
          sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
          QuarkusTransaction.suspendingExisting()
              .run(() -> read.addAll(ledger.query("select clock_timestamp()")));
          return GivenBatches.complete(newSha256());
        });

    assertThat(
            ledger.query(
                """
                select sent_at > cast(? as timestamptz), updated_at > cast(? as timestamptz)
                from batch_chunks where batch_id = ?
                """,
                read.getFirst(),
                read.getFirst(),
                batch.batchId().value()))
        .containsExactly("t t");
  }

  @Test
  void what_the_ledger_refuses_is_not_repeated_in_the_error() {
    OrderLine plain = order("x".repeat(10));
    OrderLine named =
        new OrderLine(
            plain.orderReference(),
            "Secret Name",
            "secret@example.com",
            plain.productCode(),
            plain.quantity(),
            plain.unitPrice(),
            plain.amount(),
            plain.paymentMethod(),
            plain.language(),
            null,
            null);
    Batch batch = given.batchBeingImported();

    assertThatThrownBy(
            () ->
                importRows(
                    batch,
                    sink -> {
                      sink.add(new Good(-1, List.of(), named));
                      return GivenBatches.complete(newSha256());
                    }))
        .hasStackTraceContaining("batch_rows_row_number_check")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("Secret Name", "secret@"));
  }

  private static String stackTrace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /**
   * Twenty thousand rows take a second; a plan that goes through them once for each takes hours.
   */
  @Test
  @Timeout(60)
  void an_analysis_that_sees_nothing_of_the_rows_does_not_lead_the_import_astray() {
    int rows = 20_000;
    String prefix = UUID.randomUUID().toString();
    Batch batch = given.batchBeingImported();

    var outcome =
        importRows(
            batch,
            sink -> {
              for (int i = 1; i <= rows; i++) {
                sink.add(new Good(i, List.of(), order(prefix + i % (rows - 1))));
              }
              analyze();
              return GivenBatches.complete(newSha256());
            });

    assertThat(outcome).isEqualTo(new Outcome.Accepted(rows));
    assertThat(
            ledger.query(
                "select status, count(*) from batch_rows where batch_id = ? group by 1 order by 1",
                batch.batchId().value()))
        .containsExactly("DUPLICATE 1", "QUEUED 19999");
  }

  /** By another connection, as the database does it by itself. */
  private void analyze() {
    QuarkusTransaction.suspendingExisting()
        .run(
            () -> {
              try {
                ledger.change("analyze batch_rows");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void an_accepted_batch_is_processed_in_its_first_run() {
    var batchId = given.batchOfNewOrders(1);

    assertThat(batches.find(batchId).orElseThrow().status()).isEqualTo(BatchStatus.PROCESSING);
    assertThat(
            ledger.query("select run_no, kind from batch_runs where batch_id = ?", batchId.value()))
        .containsExactly("1 IMPORT");
  }

  private Outcome importRows(Batch batch, RowSource file) {
    return importLedger.importRows(batch, file, CHUNK_ROWS, 60);
  }

  private static RowSource oneNewOrder(String sha256) {
    return sink -> {
      sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
      return GivenBatches.complete(sha256);
    };
  }
}
