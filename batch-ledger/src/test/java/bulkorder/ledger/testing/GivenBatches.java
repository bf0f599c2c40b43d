package bulkorder.ledger.testing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.imports.ImportLedger.Outcome;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.messaging.ChunkMessage;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Batches as tests find them: imported, their rows waiting for orders. */
public final class GivenBatches {

  /** The client of every given batch. */
  public static final ClientId DEMO = new ClientId("demo");

  /** What a client asks for whose orders are charged together where they have one payer. */
  public static final ImportOptions AGGREGATED =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.AGGREGATED,
          false,
          false,
          DeclaredTotals.NONE,
          null,
          null,
          null);

  private static final int TIMEOUT_SECONDS = 60;

  private final Batches batches;
  private final ImportLedger importLedger;

  /** Gives batches through the ledger's own import. */
  public GivenBatches(Batches batches, ImportLedger importLedger) {
    this.batches = batches;
    this.importLedger = importLedger;
  }

  /** A batch with so many good rows, all of other orders than any batch before, in one chunk. */
  public BatchId batchOfNewOrders(int rows) {
    return batchOfNewOrders(rows, 1000);
  }

  /** A batch with so many good rows, all of other orders than any batch before. */
  public BatchId batchOfNewOrders(int rows, int chunkRows) {
    String prefix = UUID.randomUUID().toString();
    return batchOf(
        chunkRows, IntStream.rangeClosed(1, rows).mapToObj(i -> order(prefix + "-" + i)).toList());
  }

  /** A batch of these orders, in one chunk; the first is row 2 of its file. */
  public BatchId batchOf(OrderLine... orders) {
    return batchOf(1000, List.of(orders));
  }

  /** A batch of these orders. */
  public BatchId batchOf(int chunkRows, List<OrderLine> orders) {
    return batchOfRows(chunkRows, goodRows(orders));
  }

  private static List<ImportedRow> goodRows(List<OrderLine> orders) {
    return IntStream.range(0, orders.size())
        .<ImportedRow>mapToObj(i -> new ImportedRow.Good(i + 2, List.of(), orders.get(i)))
        .toList();
  }

  /** A batch with so many good rows in one chunk, of which these mails are sent. */
  public BatchId batchOfNewOrders(int rows, Set<NotificationKind> kinds) {
    String prefix = UUID.randomUUID().toString();
    return batchOfRows(
        new ImportOptions(
            FileWishes.NONE,
            Policy.CONTINUE,
            PaymentMode.PER_ORDER,
            false,
            false,
            DeclaredTotals.NONE,
            null,
            kinds,
            null),
        1000,
        goodRows(IntStream.rangeClosed(1, rows).mapToObj(i -> order(prefix + "-" + i)).toList()));
  }

  /** A batch of these rows, good and bad. */
  public BatchId batchOfRows(int chunkRows, List<ImportedRow> rows) {
    return batchOfRows(ImportOptions.DEFAULT, chunkRows, rows);
  }

  /** A batch of these orders, which are charged together where they have one payer. */
  public BatchId aggregatedBatchOf(int chunkRows, List<OrderLine> orders) {
    return batchOfRows(AGGREGATED, chunkRows, goodRows(orders));
  }

  /** A batch of these rows, good and bad, with what its client asked for. */
  public BatchId batchOfRows(ImportOptions options, int chunkRows, List<ImportedRow> rows) {
    Batch batch = batchBeingImported(options);
    Outcome outcome =
        importLedger.importRows(
            batch,
            sink -> {
              rows.forEach(sink::add);
              return complete(newSha256());
            },
            chunkRows,
            TIMEOUT_SECONDS);
    if (!outcome.equals(new Outcome.Accepted(rows.size()))) {
      throw new IllegalStateException("the given batch was not accepted: " + outcome);
    }
    return batch.batchId();
  }

  /** A batch whose file has just come. */
  public Batch batchBeingImported() {
    return batchBeingImported(ImportOptions.DEFAULT);
  }

  /** A batch whose file has just come, with what its client asked for. */
  public Batch batchBeingImported(ImportOptions options) {
    String version = UUID.randomUUID().toString();
    var object = new FileObject("bucket", "incoming/demo/orders.csv", version, version);
    return batches.beginImport(DEMO, "orders.csv", object, options);
  }

  /** The message that points to a chunk of a batch. */
  public static ChunkMessage chunk(BatchId batchId, int chunk) {
    return new ChunkMessage(batchId.value(), 1, chunk);
  }

  /** An order for 200 JPY. */
  public static OrderLine order(String reference) {
    return order(reference, "product", "tok_visa");
  }

  /** An order for 200 JPY. */
  public static OrderLine order(String reference, String productCode, String paymentMethod) {
    return new OrderLine(
        reference,
        "山田 太郎",
        "taro@example.com",
        productCode,
        2,
        new BigDecimal("100"),
        new Money(new BigDecimal("200"), Currency.getInstance("JPY")),
        paymentMethod,
        "ja",
        null,
        null);
  }

  /** An order for so many JPY. */
  public static OrderLine orderFor(String reference, long yen, String paymentMethod) {
    var amount = BigDecimal.valueOf(yen);
    return new OrderLine(
        reference,
        "山田 太郎",
        "taro@example.com",
        "product",
        1,
        amount,
        new Money(amount, Currency.getInstance("JPY")),
        paymentMethod,
        "ja",
        null,
        null);
  }

  /** The digest of a file that no other file has. */
  public static String newSha256() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  /** What the reading of a small CSV file ends with. */
  public static Complete complete(String sha256) {
    var dialect =
        new FileDialect(Format.CSV, "UTF-8", EncodingFound.CONTENT, false, ',', null, false);
    return new Complete(
        sha256, dialect, List.of("order_reference"), new FileTotals(0, Map.of()), false, null);
  }
}
