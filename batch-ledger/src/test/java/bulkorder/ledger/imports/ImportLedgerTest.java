package bulkorder.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.imports.ImportLedger.Outcome;
import bulkorder.ledger.imports.RowSource.Reading;
import bulkorder.ledger.testing.LedgerDatabase;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
class ImportLedgerTest {

  private static final Rejection EMPTY = new Rejection(RejectionCode.EMPTY_FILE, Map.of());

  @Inject ImportLedger ledger;
  @Inject Batches batches;
  @Inject Chunks chunks;
  @Inject AgroalDataSource database;

  @Test
  void rows_come_in_with_every_character_of_their_text() throws SQLException {
    String note = "back\\slash \\N \t tab\r\nline \"quote\" 😀髙﨑①";
    Batch batch = importing("characters");
    Outcome outcome = importRows(batch, file("11", line("characters", note)));

    assertThat(outcome).isEqualTo(new Outcome.Accepted(1));
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select note from batch_rows where batch_id = ?")) {
      query.setObject(1, batch.batchId().value());
      var rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(note);
    }
  }

  @Test
  void chunks_are_cut_as_the_rows_come() {
    Batch batch = importing("chunks");
    importRows(batch, file("22", line("c1", ""), line("c2", ""), line("c3", "")));

    assertThat(chunks.withQueuedRows(batch.batchId()))
        .extracting(Chunk::chunkNo, Chunk::firstRow, Chunk::lastRow)
        .containsExactly(tuple(1, 2, 3), tuple(2, 4, 4));
  }

  @Test
  void of_a_refused_file_nothing_stays() {
    Batch batch = importing("refused");
    Outcome outcome =
        importRows(
            batch,
            sink -> {
              sink.add(new ImportedRow.Good(2, line("refused", "")));
              return new Reading.Refused(EMPTY);
            });

    assertThat(outcome).isEqualTo(new Outcome.Rejected(EMPTY));
    assertThat(status(batch)).isEqualTo(BatchStatus.IMPORTING);
    assertThat(chunks.withQueuedRows(batch.batchId())).isEmpty();
  }

  @Test
  void a_file_that_breaks_off_can_be_imported_again() {
    Batch batch = importing("breaks");
    assertThatThrownBy(
            () ->
                importRows(
                    batch,
                    sink -> {
                      sink.add(new ImportedRow.Good(2, line("breaks", "")));
                      throw new IOException("connection reset");
                    }))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(importRows(batch, file("33", line("breaks", ""))))
        .isEqualTo(new Outcome.Accepted(1));
  }

  @Test
  void a_batch_rejected_meanwhile_stays_rejected() {
    Batch batch = importing("meanwhile");
    Outcome outcome =
        importRows(
            batch,
            sink -> {
              sink.add(new ImportedRow.Good(2, line("meanwhile", "")));
              QuarkusTransaction.requiringNew().run(() -> batches.reject(batch.batchId(), EMPTY));
              return new Reading.Complete("44".repeat(32));
            });

    assertThat(outcome).isEqualTo(new Outcome.NotOurs());
    assertThat(chunks.withQueuedRows(batch.batchId())).isEmpty();
  }

  @Test
  void an_imported_batch_is_not_imported_again() {
    Batch batch = importing("again");
    importRows(batch, file("55", line("again", "")));
    assertThat(importRows(batch, file("66", line("again", "")))).isEqualTo(new Outcome.NotOurs());
  }

  private Batch importing(String name) {
    return batches.beginImport(
        new ClientId("demo"), name, new FileObject("b", "incoming/demo/" + name, "v1", "e1"));
  }

  private Outcome importRows(Batch batch, RowSource file) {
    return ledger.importRows(batch, file, 2, 60);
  }

  private BatchStatus status(Batch batch) {
    return batches.find(batch.batchId()).orElseThrow().status();
  }

  private static RowSource file(String digestByte, OrderLine... lines) {
    return sink -> {
      for (int i = 0; i < lines.length; i++) {
        sink.add(new ImportedRow.Good(i + 2, lines[i]));
      }
      return new Reading.Complete(digestByte.repeat(32));
    };
  }

  private static OrderLine line(String reference, String note) {
    return new OrderLine(
        reference,
        "Mori Yui",
        "yui@example.com",
        "TEA",
        2,
        new BigDecimal("100"),
        new Money(new BigDecimal("200"), Currency.getInstance("JPY")),
        "tok_visa",
        "ja",
        null,
        note);
  }
}
