package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Money;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.testing.GivenBatches;
import bulkorder.ledger.testing.QueueView;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
class DryRunsTest extends ApiTest {

  private static final String UNKNOWN = "/api/v1/batches/" + UUID.randomUUID();
  private static final Bad BAD =
      new Bad(99, List.of(), List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")), null);

  @Inject SqsClient sqs;

  @Inject StatusConfig config;

  private final String reference = UUID.randomUUID().toString();
  private QueueView queue;

  @BeforeEach
  void lookAtTheQueue() {
    queue = new QueueView(sqs, config.ordersQueueUrl());
    queue.clear();
  }

  @Test
  void a_dry_run_answers_in_rows_and_in_money() {
    var declared = new DeclaredTotals(9, Map.of("JPY", new BigDecimal("2000")));
    String path =
        dryRun(
            declared,
            yen(2, 100),
            yen(3, 700),
            dollars(4, "12.50"),
            yen(5, 300),
            yen(6, 200),
            yen(7, 600),
            yen(8, 500),
            new Good(9, List.of(), ((Good) yen(8, 500)).line()),
            BAD);

    JsonNode batch = api.get(path).json();

    assertThat(batch.at("/status").asText()).isEqualTo("VALIDATED");
    assertThat(batch.at("/dryRun").asBoolean()).isTrue();
    assertThat(batch.at("/percent").asDouble()).isZero();
    assertThat(batch.at("/rowsPerSecond").isNull()).isTrue();
    assertThat(batch.at("/declared").toString())
        .isEqualTo("{\"rows\":9,\"sums\":{\"JPY\":\"2000\"}}");
    JsonNode answer = batch.at("/dryRunAnswer");
    assertThat(answer.at("/toRun").toString())
        .isEqualTo("{\"rows\":7,\"sums\":{\"JPY\":\"2400\",\"USD\":\"12.50\"}}");
    assertThat(answer.at("/invalid").asInt()).isEqualTo(1);
    assertThat(answer.at("/duplicates").asInt()).isEqualTo(1);
    assertThat(answer.at("/largestOrders"))
        .map(
            order ->
                "%d %s %s"
                    .formatted(
                        order.at("/rowNumber").asInt(),
                        order.at("/amount").asText(),
                        order.at("/currency").asText()))
        .containsExactly(
            "3 700 JPY", "7 600 JPY", "8 500 JPY", "5 300 JPY", "6 200 JPY", "4 12.50 USD");
    assertThat(answer.at("/largestOrders/0/orderReference").asText()).isEqualTo(reference + 3);
    assertThat(answer.at("/differenceToDeclared").toString())
        .isEqualTo("{\"rows\":2,\"sums\":{\"JPY\":\"-400\",\"USD\":\"-12.50\"}}");
  }

  @Test
  void where_nothing_is_declared_there_is_no_difference() {
    JsonNode answer = api.get(dryRun(DeclaredTotals.NONE, BAD)).json().at("/dryRunAnswer");

    assertThat(answer.at("/differenceToDeclared").toString())
        .isEqualTo("{\"rows\":null,\"sums\":null}");
    assertThat(answer.at("/toRun").toString()).isEqualTo("{\"rows\":0,\"sums\":{}}");
    assertThat(answer.at("/largestOrders")).isEmpty();
  }

  @Test
  void an_approved_dry_run_proceeds_and_its_chunks_have_their_messages() {
    String path = dryRun(DeclaredTotals.NONE, yen(2, 100), yen(3, 100), BAD);
    assertThat(queue.take()).isEmpty();

    Answer answer = approve(path);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("/status")).isEqualTo("PROCESSING");
    assertThat(answer.json().at("/dryRunAnswer").isNull()).isTrue();
    String id = answer.text("/batchId");
    assertThat(queue.take()).singleElement().satisfies(body -> assertThat(body).contains(id));
    assertThat(batches.find(BatchId.parse(id).orElseThrow()).orElseThrow().queuedAt()).isPresent();
  }

  @Test
  void a_dry_run_without_a_good_row_ends_when_it_is_approved() {
    assertThat(approve(dryRun(DeclaredTotals.NONE, BAD)).text("/status"))
        .isEqualTo("COMPLETED_WITH_ERRORS");
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void what_was_approved_is_not_approved_again() {
    String path = dryRun(DeclaredTotals.NONE, yen(2, 100));
    approve(path);

    Answer again = approve(path);

    assertProblem(again, 409, "NOT_AWAITING_APPROVAL");
    assertThat(again.text("/detail")).contains("is PROCESSING");
  }

  @Test
  void an_approval_whose_messages_were_not_sent_sends_them_when_it_is_repeated() throws Exception {
    String path = dryRun(DeclaredTotals.NONE, yen(2, 100));
    String id = path.substring(path.lastIndexOf('/') + 1);
    batches.approve(BatchId.parse(id).orElseThrow());
    assertThat(queue.take()).isEmpty();

    assertThat(approve(path).status()).isEqualTo(202);

    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void only_a_dry_run_is_approved() {
    Answer answer = approve("/api/v1/batches/" + given.batchOfNewOrders(1));

    assertProblem(answer, 409, "NOT_A_DRY_RUN");
    assertThat(answer.text("/detail")).contains("it is PROCESSING");
    assertProblem(approve(UNKNOWN), 404, "UNKNOWN_BATCH");
    assertProblem(approve("/api/v1/batches/not-an-id"), 404, "UNKNOWN_BATCH");
  }

  @Test
  void a_file_that_was_imported_since_is_named() {
    String sha256 = newSha256();
    String path = dryRun(DeclaredTotals.NONE, sha256, yen(2, 100));
    Batch imported = given.batchBeingImported();
    importRows(imported, sha256, yen(2, 100));

    Answer answer = api.with("accept-language", "ja").call("POST", path + "/approve", null);

    assertProblem(answer, 409, "DUPLICATE_FILE");
    assertThat(answer.text("/detail")).contains("バッチ " + imported.batchId() + " として取り込まれました");
  }

  @Test
  void orders_that_exist_are_told_before_anything_runs() {
    OrderLine[] lines =
        IntStream.range(0, 1200).mapToObj(i -> order(reference + i)).toArray(OrderLine[]::new);
    BatchId first = given.batchOf(1000, List.of(lines));
    orders.create(GivenBatches.chunk(first, 1));
    orders.create(GivenBatches.chunk(first, 2));
    String path =
        dryRun(
            DeclaredTotals.NONE,
            IntStream.range(0, 1250)
                .mapToObj(i -> new Good(i + 2, List.of(), order(reference + i)))
                .toArray(ImportedRow[]::new));

    Answer english = api.get(path);
    Answer japanese = api.with("accept-language", "ja").get(path);

    assertThat(english.json().at("/existingOrders").asInt()).isEqualTo(1200);
    assertThat(english.text("/notice")).startsWith("1,200 of these 1,250 orders exist already.");
    assertThat(japanese.text("/notice")).startsWith("この 1,250 件のうち 1,200 件は注文済みです。");
    assertThat(english.json().at("/dryRunAnswer/toRun/rows").asInt()).isEqualTo(50);
  }

  private Answer approve(String path) {
    return api.call("POST", path + "/approve", null);
  }

  private String dryRun(DeclaredTotals declared, ImportedRow... rows) {
    return dryRun(declared, newSha256(), rows);
  }

  private String dryRun(DeclaredTotals declared, String sha256, ImportedRow... rows) {
    Batch batch =
        given.batchBeingImported(
            new ImportOptions(
                FileWishes.NONE,
                Policy.CONTINUE,
                PaymentMode.PER_ORDER,
                true,
                false,
                declared,
                null,
                null,
                null));
    importRows(batch, sha256, rows);
    return "/api/v1/batches/" + batch.batchId();
  }

  private void importRows(Batch batch, String sha256, ImportedRow... rows) {
    importLedger.importRows(
        batch,
        sink -> {
          List.of(rows).forEach(sink::add);
          return GivenBatches.complete(sha256);
        },
        250,
        60);
  }

  private ImportedRow yen(int row, int amount) {
    return good(row, Integer.toString(amount), "JPY");
  }

  private ImportedRow dollars(int row, String amount) {
    return good(row, amount, "USD");
  }

  private ImportedRow good(int row, String amount, String currency) {
    OrderLine order = order(reference + row);
    var price = new BigDecimal(amount);
    return new Good(
        row,
        List.of(),
        new OrderLine(
            order.orderReference(),
            order.customerName(),
            order.customerEmail(),
            order.productCode(),
            1,
            price,
            new Money(price, Currency.getInstance(currency)),
            order.paymentMethod(),
            order.language(),
            null,
            null));
  }
}
