package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.Sealing;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.postgresql.copy.CopyIn;

/** Streams the rows of one batch into the ledger, cutting them into chunks as they come. */
final class RowCopy implements RowSink {

  /** Into the partition itself: Postgres refuses it where row-level security holds. */
  private static final String COPY =
      """
      copy %s (batch_id, row_number, chunk_no, client_id, status, source, errors, order_reference, personal,
        product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest)
      from stdin
      """;

  private static final DateTimeFormatter PARTITION =
      DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int BAD_ROW_EMPTY_COLUMNS = 10;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CopyIn copy;
  private final BatchId batchId;
  private final ClientId clientId;
  private final int chunkRows;
  private final Sealing sealing;
  private final ObjectMapper json;
  private final CopyLines lines = new CopyLines();
  private int rows;

  RowCopy(
      CopyIn copy,
      BatchId batchId,
      ClientId clientId,
      int chunkRows,
      Sealing sealing,
      ObjectMapper json) {
    this.copy = copy;
    this.batchId = batchId;
    this.clientId = clientId;
    this.chunkRows = chunkRows;
    this.sealing = sealing;
    this.json = json;
  }

  @Override
  public void add(ImportedRow row) {
    switch (row) {
      case Good good -> addGood(good);
      case Bad bad -> addBad(bad);
    }
    rows++;
    if (lines.length() >= BUFFER_BYTES) {
      flush();
    }
  }

  /** The statement that takes the rows of a batch. */
  static String into(BatchId batchId) {
    return COPY.formatted("batch_rows_" + PARTITION.format(batchId.madeAt()));
  }

  /** How many rows have been added. */
  int rows() {
    return rows;
  }

  void flush() {
    try {
      copy.writeToCopy(lines.bytes(), 0, lines.length());
      lines.clear();
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger does not take the rows of batch " + batchId, e);
    }
  }

  private void addGood(Good row) {
    OrderLine order = row.line();
    begin(row, RowStatus.QUEUED)
        .add(null)
        .add(order.orderReference())
        .addBytes(sealing.seal(SealedField.PERSONAL, asJson(row, order.personal())))
        .add(order.productCode())
        .add(order.quantity())
        .add(order.unitPrice().toPlainString())
        .add(order.amount().amount().toPlainString())
        .add(order.amount().currency().getCurrencyCode())
        .add(order.paymentMethod())
        .add(order.language())
        .add(order.requestedDate())
        .addBytes(order.digest())
        .end();
  }

  private void addBad(Bad row) {
    begin(row, RowStatus.INVALID).addJson(asJson(row, row.errors())).add(row.orderReference());
    for (int i = 0; i < BAD_ROW_EMPTY_COLUMNS; i++) {
      lines.add(null);
    }
    lines.end();
  }

  private CopyLines begin(ImportedRow row, RowStatus status) {
    return lines
        .add(batchId)
        .add(row.rowNumber())
        .add(rows / chunkRows + 1)
        .add(clientId)
        .add(status)
        .addBytes(sealing.seal(SealedField.SOURCE, asJson(row, row.source())));
  }

  private byte[] asJson(ImportedRow row, Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("row %d cannot be written".formatted(row.rowNumber()), e);
    }
  }
}
