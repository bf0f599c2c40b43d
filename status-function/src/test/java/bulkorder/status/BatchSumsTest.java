package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.ComparedWithProvider;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.payment.ProviderComparisons;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over a batch, and over what is open. */
@QuarkusTest
class BatchSumsTest extends ApiTest {

  private static final String ESTIMATE = "/api/v1/batches/estimate";

  @Inject Payments payments;
  @Inject ProviderComparisons comparisons;

  @Test
  void errors_are_summed_up_by_code_without_anything_of_a_row() {
    BatchId batchId = withBadRows();

    Answer answer = Api.as("demo", Role.UPLOADER).get(path(batchId, "errors"));

    assertThat(answer.text("/items/0/kind")).isEqualTo("FILE");
    assertThat(answer.text("/items/0/code")).isEqualTo("NOT_A_WHOLE_NUMBER");
    assertThat(answer.text("/items/0/column")).isEqualTo("quantity");
    assertThat(answer.json().at("/items/0/rows").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/items/0/firstRows").toString()).isEqualTo("[3,4]");
    assertThat(answer.text("/items/0/message"))
        .isEqualTo("The field \"quantity\" is not a whole number, such as 3. Please correct it.");
    assertThat(answer.body()).doesNotContain("三つ", "四つ");
    assertThat(
            Api.as("demo", Role.OPERATOR)
                .with("accept-language", "ja")
                .get(path(batchId, "errors"))
                .text("/items/0/message"))
        .isEqualTo("「数量」が整数ではありません。3 のような整数で入力してください。");
  }

  @Test
  void declined_payments_are_among_the_errors() {
    BatchId batchId = given.batchOfNewOrders(3);
    charge(batchId, 2);

    Answer answer = api.get(path(batchId, "errors"));

    assertThat(answer.json().at("/items")).hasSize(1);
    assertThat(answer.text("/items/0/kind")).isEqualTo("ROW");
    assertThat(answer.text("/items/0/code")).isEqualTo("LIMIT_EXCEEDED");
    assertThat(answer.json().at("/items/0/rows").asInt()).isEqualTo(1);
    assertThat(answer.text("/items/0/message")).startsWith("The payment was declined because");
  }

  @Test
  void what_was_captured_is_what_the_paid_orders_come_to() {
    BatchId batchId = given.batchOfNewOrders(3);
    charge(batchId, 2);

    Answer answer = api.get(path(batchId, "reconciliation"));

    assertThat(answer.json().at("/balanced").asBoolean()).isTrue();
    assertThat(answer.json().at("/captured").toString()).isEqualTo("{\"JPY\":\"400\"}");
    assertThat(answer.json().at("/paidRows").toString()).isEqualTo("{\"JPY\":\"400\"}");
    assertThat(answer.json().at("/differences").toString()).isEqualTo("{}");
    assertThat(answer.json().at("/payments").toString())
        .isEqualTo(
            """
            [{"status":"CAPTURED","currency":"JPY","payments":2,"amount":"400"},\
            {"status":"DECLINED","currency":"JPY","payments":1,"amount":"200"}]""");
  }

  @Test
  void a_difference_inside_the_ledger_is_shown() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(2);
    charge(batchId, 2);
    ledger.change("update payments set amount = amount + 1 where batch_id = ?", batchId.value());

    Answer answer = api.get(path(batchId, "reconciliation"));

    assertThat(answer.json().at("/balanced").asBoolean()).isFalse();
    assertThat(answer.json().at("/differences").toString()).isEqualTo("{\"JPY\":\"2\"}");
  }

  @Test
  void the_balance_of_an_ended_batch_is_counted_once_for_each_of_its_ends() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(2);
    charge(batchId, 2);
    end(batchId);
    Answer first = api.get(path(batchId, "reconciliation"));
    ledger.change("update payments set amount = amount + 1 where batch_id = ?", batchId.value());

    Answer kept = api.get(path(batchId, "reconciliation"));
    end(batchId);
    Answer anew = api.get(path(batchId, "reconciliation"));

    assertThat(first.json().at("/balanced").asBoolean()).isTrue();
    assertThat(kept.json()).isEqualTo(first.json());
    assertThat(anew.json().at("/differences").toString()).isEqualTo("{\"JPY\":\"2\"}");
  }

  @Test
  void a_balance_in_which_a_payment_is_unknown_is_not_kept() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(2);
    charge(batchId, 2);
    ledger.change(
        "update payments set status = 'UNKNOWN', ended_at = null where batch_id = ?",
        batchId.value());
    end(batchId);
    api.get(path(batchId, "reconciliation"));
    ledger.change(
        "update payments set status = 'CAPTURED', ended_at = now() where batch_id = ?",
        batchId.value());

    assertThat(api.get(path(batchId, "reconciliation")).json().at("/captured").toString())
        .isEqualTo("{\"JPY\":\"400\"}");
  }

  @Test
  void the_last_comparison_with_the_providers_list_is_shown() {
    BatchId batchId = given.batchOfNewOrders(2);
    assertThat(api.get(path(batchId, "reconciliation")).json().at("/provider").isNull()).isTrue();

    comparisons.keep(
        batchId,
        new ComparedWithProvider(
            Instant.parse("2026-04-01T00:00:00Z"), false, 1, Map.of("JPY", new BigDecimal("400"))));

    assertThat(api.get(path(batchId, "reconciliation")).json().at("/provider").toString())
        .isEqualTo(
            """
            {"comparedAt":"2026-04-01T00:00:00Z","agrees":false,"differences":1,"captured":{"JPY":"400"}}""");
  }

  private void end(BatchId batchId) throws SQLException {
    ledger.change(
        "update batches set status = 'COMPLETED', ended_at = clock_timestamp() where batch_id = ?",
        batchId.value());
  }

  @Test
  void an_estimate_follows_from_the_rate_of_mails_and_what_was_measured() throws SQLException {
    BatchId measured = given.batchOfNewOrders(30);
    charge(measured, 30);
    ledger.change(
        """
        update batches set status = 'CANCELLED', ended_at = now(), pause_reason = null, paused_at = null
        where ended_at is null and status in ('PROCESSING', 'PAUSED')
        """);
    ledger.change("delete from send_rates");
    ledger.change(
        "insert into send_rates (provider, units_per_second, next_at, changed_at) values ('SES', 100, now(), now())");
    ledger.change(
        "update payments set created_at = now() - interval '3 seconds', ended_at = now() where batch_id = ?",
        measured.value());
    ledger.change(
        "update payments set created_at = now() - interval '1 hour' where batch_id <> ?",
        measured.value());
    ledger.change(
        "update orders set created_at = now() - interval '1 second' where batch_id = ?",
        measured.value());
    given.batchOfNewOrders(1);
    orders.create(chunk(given.batchOfNewOrders(25), 1));

    Answer answer =
        api.post(ESTIMATE, "{\"rows\": 1000, \"notificationKinds\": [\"ORDER_CONFIRMED\"]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/paymentsPerSecond").asDouble()).isEqualTo(10);
    assertThat(answer.json().at("/mailsPerSecond").asDouble()).isEqualTo(95);
    assertThat(answer.json().at("/secondsMin").asLong()).isEqualTo(100);
    assertThat(answer.json().at("/secondsMax").asLong()).isEqualTo(103);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | The field \"rows\" is \"null\"; it must be a whole number from 1 to 1000000.",
        "{\"rows\": 0} | The field \"rows\" is \"0\"; it must be a whole number from 1 to 1000000.",
        "{\"rows\": 1, \"paymentMode\": \"ALL\"} | The field \"paymentMode\" is \"ALL\"; it must be PER_ORDER or AGGREGATED.",
      })
  void an_estimate_is_for_some_rows(String body, String detail) {
    Answer answer = api.post(ESTIMATE, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"errors", "reconciliation"})
  void another_clients_batch_is_unknown(String what) {
    Answer answer = Api.as("acme", Role.OPERATOR).get(path(given.batchOfNewOrders(1), what));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_BATCH");
  }

  private BatchId withBadRows() {
    return given.batchOfRows(
        10,
        List.of(
            new Good(2, List.of(), order(UUID.randomUUID().toString())),
            bad(3, "三つ"),
            bad(4, "四つ")));
  }

  private static Bad bad(int row, String value) {
    return new Bad(
        row,
        List.of(),
        List.of(new RowError("quantity", RowErrorCode.NOT_A_WHOLE_NUMBER, value)),
        null);
  }

  /** Creates the orders of a batch and charges so many of them; the others are declined. */
  private void charge(BatchId batchId, int captured) {
    orders.create(chunk(batchId, 1));
    var claimed = payments.claim(chunk(batchId, 1), Duration.ofMinutes(1)).orElseThrow();
    Map<Long, AttemptOutcome> outcomes = new HashMap<>();
    for (Attempt attempt : claimed.attempts()) {
      outcomes.put(
          attempt.paymentId(),
          outcomes.size() < captured
              ? new Captured("ch-" + attempt.paymentId())
              : new Declined(DeclineCode.LIMIT_EXCEEDED, "limit"));
    }
    payments.record(claimed, outcomes);
  }

  private static String path(BatchId batchId, String what) {
    return "/api/v1/batches/%s/%s".formatted(batchId, what);
  }
}
