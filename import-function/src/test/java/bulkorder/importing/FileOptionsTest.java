package bulkorder.importing;

import static bulkorder.importing.OrderFileText.orders;
import static bulkorder.importing.OrderFileText.row;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client writes on a dropped object, and what holds for its name and its card numbers. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class FileOptionsTest {

  private static final String ERROR_CODES =
      """
      select r.errors -> 0 ->> 'code' from batches b join batch_rows r on r.batch_id = b.batch_id
      where b.object_key = ? and r.status = 'INVALID'
      """;

  private static final String CARD = "4111111111111111";

  @Inject ImportHandler handler;
  @Inject InMemoryFiles files;
  @Inject Ledger ledger;
  @Inject OrdersQueue queue;

  @BeforeEach
  void the_queue_is_empty() {
    queue.take();
  }

  @Test
  void a_dry_run_queues_nothing() {
    String key = "incoming/demo/dry.csv";
    deliver(key, orders("OA", 2), Map.of("dry-run", "true"));

    assertThat(ledger.batches(key)).containsExactly("VALIDATED");
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void all_or_nothing_queues_nothing_if_one_row_is_bad() {
    String key = "incoming/demo/all.csv";
    deliver(key, orders("OB", 2) + row("OB-3", 1), Map.of("policy", "ALL_OR_NOTHING"));

    assertThat(ledger.batches(key)).containsExactly("REJECTED INVALID_ROWS");
    assertThat(ledger.rows(key)).containsExactly("CANCELLED 2", "INVALID 1");
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void a_file_is_taken_twice_only_if_it_is_forced() {
    deliver("incoming/demo/once.csv", orders("OC", 2), Map.of());
    deliver("incoming/demo/forced.csv", orders("OC", 2), Map.of("force", "true"));

    assertThat(ledger.batches("incoming/demo/forced.csv")).containsExactly("PROCESSING");
  }

  @ParameterizedTest
  @CsvSource({
    "2, JPY=2000, PROCESSING",
    "3, JPY=2000, REJECTED CONTROL_ROWS_MISMATCH",
    "2, JPY=2001, REJECTED CONTROL_TOTAL_MISMATCH",
    "2, USD=2000, REJECTED CONTROL_TOTAL_MISMATCH"
  })
  void what_is_declared_must_be_so(String rows, String sum, String status) {
    String key = "incoming/demo/declared-%s-%s.csv".formatted(rows, sum);
    deliver(key, orders("OD" + rows + sum, 2), Map.of("declared-rows", rows, "declared-sum", sum));

    assertThat(ledger.batches(key)).containsExactly(status);
  }

  @ParameterizedTest
  @CsvSource({
    "policy, SOME",
    "payment-mode, ALL",
    "dry-run, yes",
    "force, 1",
    "delimiter, x",
    "declared-rows, many",
    "declared-sum, 100",
    "declared-sum, JPY=1;JPY=2",
    "bulk-import-group, 4111 1111 1111 1111"
  })
  void an_option_that_means_nothing_is_refused(String option, String value) {
    String key = "incoming/demo/option-%s-%s.csv".formatted(option, value.replace(" ", ""));
    key = key.replace(CARD, "card");
    deliver(key, orders("OE" + option + value.length(), 1), Map.of(option, value));

    assertThat(ledger.batches(key)).containsExactly("REJECTED INVALID_OPTION");
    assertThat(ledger.texts("select rejection_values::text from batches where object_key = ?", key))
        .allSatisfy(values -> assertThat(values).doesNotContain("4111 1111"));
  }

  @Test
  void orders_that_are_paid_together_may_be_smaller_than_what_one_payment_takes() {
    String key = "incoming/demo/together.csv";
    String rows = row("OK-1", 1) + row("OK-2", 49) + row("OK-3", 600_000);
    deliver(key, ReadFile.HEADER + rows, Map.of("payment-mode", "aggregated"));

    assertThat(ledger.texts("select payment_mode from batches where object_key = ?", key))
        .containsExactly("AGGREGATED");
    assertThat(ledger.rows(key)).containsExactly("INVALID 1", "QUEUED 2");
  }

  @Test
  void the_corrections_of_a_batch_are_paid_as_it_is_whatever_their_own_object_says()
      throws SQLException {
    String key = "incoming/demo/parent.csv";
    deliver(
        key,
        ReadFile.HEADER + row("OL-1", 500) + "OL-2,too,few\n",
        Map.of("payment-mode", "AGGREGATED"));
    ledger.change(
        """
        update batches set status = 'COMPLETED_WITH_ERRORS', ended_at = now() where object_key = ?
        """,
        key);
    String batchId =
        ledger.texts("select batch_id::text from batches where object_key = ?", key).getFirst();

    deliver("incoming/demo/low.csv", corrected(batchId, row("OL-2", 1)), Map.of());
    assertThat(ledger.texts(ERROR_CODES, key)).containsExactly("PAYER_TOTAL_TOO_LOW");
    ledger.change(
        """
        update batches set status = 'COMPLETED_WITH_ERRORS', ended_at = now() where object_key = ?
        """,
        key);
    deliver(
        "incoming/demo/high.csv",
        corrected(batchId, row("OL-2", 500)),
        Map.of("payment-mode", "PER_ORDER"));

    assertThat(ledger.rows(key)).containsExactly("QUEUED 2");
  }

  private static String corrected(String batchId, String row) {
    return "batch_id,row_number," + ReadFile.HEADER + batchId + ",3," + row;
  }

  @Test
  void the_encoding_and_how_it_was_found_are_recorded() {
    String key = "incoming/demo/sjis.csv";
    String text = orders("OF", 1).replace("Mori Yui", "髙﨑①㈱～");
    files.put(key, text.getBytes(Charset.forName("windows-31j")));
    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(
            ledger.texts(
                "select dialect ->> 'encoding' || ' ' || (dialect ->> 'encodingFound')"
                    + " from batches where object_key = ?",
                key))
        .containsExactly("windows-31j CONTENT");
  }

  @Test
  void a_file_with_a_card_number_is_deleted_once_that_is_recorded() {
    String key = "incoming/demo/card.csv";
    deliver(key, orders("OG", 1) + row("OG " + CARD, 500), Map.of());

    assertThat(files.has(key)).isFalse();
    assertThat(ledger.rows(key)).containsExactly("INVALID 1", "QUEUED 1");
    assertThat(ledger.audit(key)).containsExactly("BATCH_ACCEPTED", "OBJECT_DELETED");
    assertThat(
            ledger.texts(
                "select count(object_deleted_at)::text from batches where object_key = ?", key))
        .containsExactly("1");
  }

  @Test
  void a_refused_file_with_a_card_number_is_deleted_too() {
    String key = "incoming/demo/card-refused.csv";
    deliver(key, orders("OH", 1) + row("OH " + CARD, 500) + "\"never closed", Map.of());

    assertThat(ledger.batches(key)).containsExactly("REJECTED UNCLOSED_QUOTE");
    assertThat(files.has(key)).isFalse();
  }

  @Test
  void a_crash_before_the_deletion_leaves_it_to_the_next_delivery() throws Exception {
    String key = "incoming/demo/card-crash.csv";
    deliver(key, orders("OI", 1) + row("OI " + CARD, 500), Map.of());
    ledger.change("update batches set object_deleted_at = null where object_key = ?", key);
    files.put(key, "still here");

    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(files.has(key)).isFalse();
  }

  @Test
  void a_card_number_in_the_name_is_kept_nowhere() {
    String key = "incoming/demo/4111-1111-1111-1111.csv";
    deliver(key, orders("OJ", 1), Map.of());
    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(files.has(key)).isFalse();
    assertThat(
            ledger.texts(
                "select count(*)::text from batches where object_key = ? or csv_source like '%'"
                    + " || ? || '%'",
                key, "1111-1111"))
        .containsExactly("0");
    assertThat(
            ledger.texts(
                "select count(*)::text from batches where rejection_code = 'CARD_NUMBER_IN_NAME'"))
        .containsExactly("1");
  }

  private void deliver(String key, String text, Map<String, String> metadata) {
    files.put(key, text);
    files.describe(key, metadata);
    handler.handleRequest(Events.created(key), Invocation.withAMinute());
  }
}
