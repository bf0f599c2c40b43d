package bulkorder.ledger.imports;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.ImportLedger.Outcome.Accepted;
import bulkorder.ledger.imports.ImportLedger.Outcome.RejectedWithRows;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One payment of the client takes 100 JPY at least. */
@QuarkusTest
class PayerTotalsTest extends LedgerTest {

  private final String reference = UUID.randomUUID().toString();

  @Test
  void a_payer_whose_orders_come_to_less_than_one_payment_takes_is_refused_and_no_other() {
    Batch batch = given.batchBeingImported(GivenBatches.AGGREGATED);

    var outcome =
        importRows(
            batch,
            order(2, 40, "poor"),
            order(3, 60, "enough"),
            order(4, 40, "enough"),
            order(5, 59, "poor"));

    assertThat(outcome).isEqualTo(new Accepted(4));
    assertThat(rows(batch.batchId()))
        .containsExactly("2 INVALID - -", "3 QUEUED - -", "4 QUEUED - -", "5 INVALID - -");
    assertThat(errors(batch.batchId()))
        .containsExactly(
            "payment_method PAYER_TOTAL_TOO_LOW 99 100",
            "payment_method PAYER_TOTAL_TOO_LOW 99 100");
    assertThat(
            ledger.query(
                "select invalid, queued, open_rows, amounts::text from batch_chunks where batch_id = ?",
                batch.batchId().value()))
        .containsExactly(
            "2 2 2 {\"QUEUED\": {\"JPY\": 100.0000}, \"INVALID\": {\"JPY\": 99.0000}}");
  }

  @Test
  void the_total_is_of_no_interest_where_each_order_is_charged_alone() {
    Batch batch = given.batchBeingImported();

    importRows(batch, order(2, 40, "poor"));

    assertThat(rows(batch.batchId())).containsExactly("2 QUEUED - -");
  }

  @Test
  void a_row_that_was_ordered_before_adds_nothing_to_the_total() {
    orders.create(chunk(given.batchOf(orderFor(reference + 2, 90, "payer")), 1));
    Batch batch = given.batchBeingImported(GivenBatches.AGGREGATED);

    importRows(batch, order(2, 90, "payer"), order(3, 20, "payer"));

    assertThat(rows(batch.batchId()))
        .containsExactly("2 DUPLICATE - ALREADY_ORDERED", "3 INVALID - -");
  }

  @Test
  void a_repeated_row_is_not_called_done_when_the_row_that_it_repeats_is_refused() {
    Batch batch = given.batchBeingImported(GivenBatches.AGGREGATED);

    importRows(
        batch, order(2, 60, "payer"), new Good(3, List.of(), orderFor(reference + 2, 60, "payer")));

    assertThat(rows(batch.batchId())).containsExactly("2 INVALID - -", "3 INVALID - -");
  }

  @Test
  void it_stops_all_where_all_or_nothing_was_asked_for() {
    Batch batch = given.batchBeingImported(aggregated(Policy.ALL_OR_NOTHING, false));

    var outcome = importRows(batch, order(2, 99, "poor"), order(3, 500, "rich"));

    assertThat(outcome)
        .isEqualTo(
            new RejectedWithRows(
                new Rejection(RejectionCode.INVALID_ROWS, Map.of("invalid", "1", "rows", "2"))));
  }

  @Test
  void a_dry_run_tells_it() {
    Batch batch = given.batchBeingImported(aggregated(Policy.CONTINUE, true));

    assertThat(importRows(batch, order(2, 99, "poor"), order(3, 500, "rich")))
        .isEqualTo(new Validated(2));

    assertThat(rows(batch.batchId())).containsExactly("2 INVALID - -", "3 QUEUED - -");
  }

  private Good order(int row, long yen, String payer) {
    return new Good(row, List.of(), orderFor(reference + row, yen, payer));
  }

  private ImportLedger.Outcome importRows(Batch batch, Good... rows) {
    return importLedger.importRows(
        batch,
        sink -> {
          List.of(rows).forEach(sink::add);
          return GivenBatches.complete(newSha256());
        },
        1000,
        60);
  }

  private List<String> errors(BatchId batchId) {
    return ledger.query(
        """
        select e ->> 'column', e ->> 'code', e ->> 'value', e ->> 'expected'
        from batch_rows cross join jsonb_array_elements(errors) e
        where batch_id = ? order by row_number
        """,
        batchId.value());
  }

  private static ImportOptions aggregated(Policy policy, boolean dryRun) {
    return new ImportOptions(
        FileWishes.NONE,
        policy,
        PaymentMode.AGGREGATED,
        dryRun,
        false,
        DeclaredTotals.NONE,
        null,
        null,
        null);
  }
}
