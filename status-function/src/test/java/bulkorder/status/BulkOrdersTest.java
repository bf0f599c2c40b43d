package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Policy;
import bulkorder.status.order.InMemoryUploads;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BulkOrdersTest extends ApiTest {

  private static final String BULK = "/api/v1/orders/bulk";
  private static final String ORDER =
      """
      {"orderReference": "A-1", "customerName": "髙橋 \\"美咲\\"", "customerEmail": "misaki@example.com",
       "productCode": "TEA-01", "quantity": 2, "unitPrice": 1980.50, "paymentMethod": "tok_visa"}
      """;

  @Inject InMemoryUploads uploads;

  @Test
  void many_orders_are_put_as_lines_where_the_import_finds_them() throws JsonProcessingException {
    Answer answer =
        api.post(
            BULK,
            """
            {"orders": [%s, {"orderReference": "A-2", "note": "至急"}], "policy": "ALL_OR_NOTHING",
             "bulkImportGroup": "spring"}
            """
                .formatted(ORDER));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.text("/status")).isEqualTo("AWAITING_UPLOAD");
    assertThat(answer.header("location")).isEqualTo("/api/v1/batches/" + answer.text("/batchId"));
    Batch batch = batch(answer);
    assertThat(batch.policy()).isEqualTo(Policy.ALL_OR_NOTHING);
    assertThat(batch.bulkImportGroup()).hasValue("spring");
    String key = "incoming/demo/%s/orders.jsonl".formatted(batch.batchId());
    assertThat(batch.objectKey()).hasValue(key);
    String[] lines = uploads.text(key).orElseThrow().split("\n", -1);
    assertThat(lines).hasSize(2);
    assertThat(new ObjectMapper().readTree(lines[0]))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"order_reference": "A-1", "customer_name": "髙橋 \\"美咲\\"",
                     "customer_email": "misaki@example.com", "product_code": "TEA-01", "quantity": "2",
                     "unit_price": "1980.50", "payment_method": "tok_visa", "note": ""}
                    """));
    assertThat(lines[1]).contains("\"note\":\"至急\"", "\"customer_name\":\"\"");
  }

  @Test
  void ten_thousand_orders_are_taken_and_one_more_is_not() {
    String order = "{\"orderReference\": \"A-1\"}";

    assertThat(api.post(BULK, orders(order, 10_000)).status()).isEqualTo(202);

    Answer refused = api.post(BULK, orders(order, 10_001));
    ProblemsTest.assertProblem(refused, 422, "INVALID_FIELD");
    assertThat(refused.text("/detail"))
        .isEqualTo(
            "The field \"orders\" is \"[10001]\"; it must be an array of 1 to 10000 orders.");
  }

  @Test
  void a_body_of_five_megabytes_is_taken_and_a_larger_one_is_not() {
    String order = "{\"orderReference\": \"A-1\", \"note\": \"%s\"}".formatted("x".repeat(2000));

    assertThat(api.post(BULK, padded(orders(order, 1000), 5_000_000)).status()).isEqualTo(202);
    ProblemsTest.assertProblem(
        api.post(BULK, padded(orders(order, 1000), 5_000_001)), 413, "BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"orders\": []} | orders | [0]",
        "{\"orders\": null} | orders | null",
        "{\"orders\": {}} | orders | {",
        "{\"orders\": [null]} | orders[0] | null",
        "{\"orders\": [{}, []]} | orders[1] | [",
        "{\"orders\": [{}, {\"quantity\": {\"a\": 1}}]} | orders[1].quantity | {",
        "{\"orders\": [{\"customername\": \"Yamada\"}]} | orders[0].customername | ***",
        "{\"orders\": [{}], \"colour\": 1} | colour | ***",
        "{\"orders\": [{\"orderReference\": \"a\\u0000\"}]} | orders[0].orderReference | a\\u0000",
        "{\"orders\": [{}, {\"customerName\": \"a\\ud800\"}]} | orders[1].customerName | ***",
        "{\"orders\": [{}, {\"note\": \"4111 1111 1111 1111\"}]} | orders[1].note | ***",
        "{\"orders\": [{}], \"policy\": \"PERHAPS\"} | policy | PERHAPS",
        "{\"orders\": [{}], \"fileName\": \"a/b\"} | fileName | a/b",
      })
  void what_is_not_an_order_is_named_with_its_place_and_value(
      String body, String place, String value) {
    Answer answer = api.post(BULK, body);

    ProblemsTest.assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.text("/detail"))
        .startsWith("The field \"%s\" is \"%s\"; it must be ".formatted(place, value));
    assertThat(answer.body()).doesNotContain("Yamada");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "[]",
        "null",
        "{\"orders\": [{}]",
        "{\"orders\": [{}]} {}",
        "{\"orders\": [{\"quantity\": 1, \"quantity\": 5}]}",
        "{\"orders\": [{\"quantity\": NaN}]}",
      })
  void what_can_be_read_in_two_ways_or_in_none_is_refused(String body) {
    ProblemsTest.assertProblem(api.post(BULK, body), 400, "INVALID_BODY");
  }

  @Test
  void a_field_that_no_order_needs_is_refused() {
    Answer answer =
        api.post(BULK, "{\"orders\": [{\"productCode\": \"%s\"}]}".formatted("x".repeat(4001)));

    ProblemsTest.assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.text("/detail")).startsWith("The field \"orders[0].productCode\" is \"xxx");
  }

  /** The batch expires; the call is made again, and makes another. */
  @Test
  void a_call_that_dies_before_its_orders_are_put_leaves_a_batch_that_awaits_them() {
    String group = "group-" + System.nanoTime();
    uploads.goAway();
    try {
      Answer answer =
          api.post(BULK, "{\"orders\": [%s], \"bulkImportGroup\": \"%s\"}".formatted(ORDER, group));
      ProblemsTest.assertProblem(answer, 500, "INTERNAL_ERROR");
    } finally {
      uploads.comeBack();
    }

    assertThat(
            ledger.query(
                "select status, upload_expires_at > now() from batches where bulk_import_group = ?",
                group))
        .containsExactly("AWAITING_UPLOAD t");
  }

  @Test
  void who_only_looks_sends_nothing() {
    ProblemsTest.assertProblem(
        Api.as("demo", Role.AUDITOR).post(BULK, orders(ORDER, 1)), 403, "NOT_PERMITTED");
  }

  private Batch batch(Answer answer) {
    Batch batch = BatchId.parse(answer.text("/batchId")).flatMap(batches::find).orElseThrow();
    assertThat(batch.status()).isEqualTo(BatchStatus.AWAITING_UPLOAD);
    return batch;
  }

  private static String orders(String order, int times) {
    return "{\"orders\": [%s]}".formatted(String.join(",", Collections.nCopies(times, order)));
  }

  private static String padded(String body, int bytes) {
    return body + " ".repeat(bytes - body.length());
  }
}
