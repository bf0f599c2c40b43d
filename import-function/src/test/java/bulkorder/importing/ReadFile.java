package bulkorder.importing;

import bulkorder.importing.file.FileLimits;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RowError;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import bulkorder.ledger.row.ClientTerms;
import bulkorder.ledger.row.ClientTerms.PaymentTerms;
import bulkorder.ledger.row.ControlTotals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the reading of a file gives for a client that may be charged in JPY and USD. */
record ReadFile(Reading reading, List<ImportedRow> rows) {

  static final FileLimits LIMITS = bounds(100_000_000, 1_000_000);

  static final String HEADER =
      "order_reference,customer_name,customer_email,product_code,quantity,unit_price,amount,currency,payment_method,language,requested_date,note\n";

  static final ClientTerms TERMS =
      new ClientTerms(
          "ja",
          Map.of(
              "JPY", terms("JPY", "100", "1000000"),
              "USD", terms("USD", "1", "10000")));

  static FileLimits bounds(long bytesMax, int rowsMax) {
    return new FileLimits(
        bytesMax, 200_000_000, 100, 50_000_000, 20_000_000, rowsMax, 100, 10_000, 100_000);
  }

  static ReadFile of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  static ReadFile of(byte[] bytes, FileLimits limits) {
    return of(bytes, FileWishes.NONE, limits);
  }

  static ReadFile of(byte[] bytes, FileWishes wishes, FileLimits limits) {
    List<ImportedRow> rows = new ArrayList<>();
    var file =
        new OrderFile(
            () -> stored(bytes), wishes, limits, TERMS, _ -> TERMS, ControlTotals.NONE, read -> {});
    try {
      return new ReadFile(file.readInto(rows::add), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<StoredFile> stored(byte[] bytes) {
    return Optional.of(new StoredFile(new ByteArrayInputStream(bytes), bytes.length));
  }

  Rejection rejection() {
    return ((Refused) reading).rejection();
  }

  OrderLine order(int index) {
    return ((Good) rows.get(index)).line();
  }

  List<RowError> errors(int index) {
    return ((Bad) rows.get(index)).errors();
  }

  private static PaymentTerms terms(String currency, String min, String max) {
    return new PaymentTerms(
        Currency.getInstance(currency), new BigDecimal(min), new BigDecimal(max));
  }
}
