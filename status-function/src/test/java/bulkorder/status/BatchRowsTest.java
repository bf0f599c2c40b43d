package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BatchRowsTest extends ApiTest {

  @Inject SessionFactory sessions;

  @Test
  void a_row_shows_how_it_stands_and_nothing_personal() {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.create(chunk(batchId, 1));

    Answer answer = api.get(rows(batchId));
    JsonNode row = answer.json().at("/items/0");

    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "rowNumber",
            "status",
            "notificationStatus",
            "notificationCode",
            "notificationReason",
            "code",
            "reason",
            "orderReference",
            "orderId",
            "sameAsRow",
            "amount",
            "currency",
            "errors",
            "updatedAt",
            "erasedAt");
    assertThat(row.at("/rowNumber").asInt()).isEqualTo(2);
    assertThat(row.at("/status").asText()).isEqualTo("ORDERED");
    assertThat(row.at("/notificationStatus").asText()).isEqualTo("PENDING");
    assertThat(row.at("/amount").asText()).isEqualTo("200");
    assertThat(row.at("/currency").asText()).isEqualTo("JPY");
    assertThat(answer.body()).doesNotContain("山田", "taro@example.com");
  }

  @Test
  void a_bad_row_names_column_value_and_what_is_wrong() {
    var error = new RowError("amount", RowErrorCode.AMOUNT_MISMATCH, "3500", "3600", "3600");
    BatchId batchId = given.batchOfRows(10, List.of(new Bad(2, List.of(), List.of(error), "R-2")));

    JsonNode shown = api.get(rows(batchId)).json().at("/items/0/errors/0");

    assertThat(shown.at("/column").asText()).isEqualTo("amount");
    assertThat(shown.at("/code").asText()).isEqualTo("AMOUNT_MISMATCH");
    assertThat(shown.at("/value").asText()).isEqualTo("3500");
    assertThat(shown.at("/expected").asText()).isEqualTo("3600");
    assertThat(shown.at("/suggestion").asText()).isEqualTo("3600");
    assertThat(shown.at("/message").asText())
        .startsWith("The amount is 3500, but quantity × unit price is 3600.");
  }

  @Test
  void a_duplicate_names_the_row_that_it_repeats() {
    String reference = UUID.randomUUID().toString();
    BatchId batchId =
        given.batchOfRows(
            10,
            List.of(
                new Good(2, List.of(), order(reference)),
                new Good(3, List.of(), order(reference))));

    Answer answer = api.with("accept-language", "ja").get(rows(batchId) + "?status=DUPLICATE");

    assertThat(answer.json().at("/items")).hasSize(1);
    assertThat(answer.json().at("/items/0/sameAsRow").asInt()).isEqualTo(2);
    assertThat(answer.text("/items/0/reason"))
        .isEqualTo("このファイルの 2 行目と同じ注文です。一度だけ受け付けました。対応は不要です。");
  }

  @Test
  void pages_of_rows_follow_each_other_without_gap_or_repeat() {
    BatchId batchId = given.batchOfNewOrders(5, 2);

    List<Integer> seen = new ArrayList<>();
    JsonNode cursor = null;
    do {
      Answer page =
          api.get(rows(batchId) + "?limit=2&cursor=" + (cursor == null ? "" : cursor.asText()));
      assertThat(page.status()).isEqualTo(200);
      page.json().at("/items").forEach(row -> seen.add(row.at("/rowNumber").asInt()));
      cursor = page.json().at("/nextCursor");
    } while (!cursor.isNull());

    assertThat(seen).containsExactly(2, 3, 4, 5, 6);
  }

  @Test
  void rows_are_filtered_by_code_and_looked_for_by_reference() {
    String prefix = UUID.randomUUID().toString();
    BatchId batchId =
        given.batchOfRows(
            10,
            List.of(
                new Good(2, List.of(), order(prefix + "-A 1")),
                new Bad(
                    3,
                    List.of(),
                    List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")),
                    prefix + "-B")));

    assertThat(numbers(batchId, "?code=REQUIRED")).containsExactly(3);
    assertThat(numbers(batchId, "?code=TOO_LONG")).isEmpty();
    assertThat(numbers(batchId, "?orderReference=" + prefix + "-B")).containsExactly(3);
    assertThat(numbers(batchId, "?orderReferencePrefix=" + prefix + "-A%20")).containsExactly(2);
    assertThat(numbers(batchId, "?orderReferencePrefix=" + prefix + "&status=QUEUED"))
        .containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code=required | it must be a code in capital letters, such as REQUIRED.",
        "orderReference=%00 | it must be 1 to 100 characters, without control characters.",
        "orderReference=A&orderReferencePrefix=B | it must be given alone: either orderReference or orderReferencePrefix.",
      })
  void a_filter_that_means_nothing_is_refused(String query, String expected) {
    Answer answer = api.get(rows(given.batchOfNewOrders(1)) + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/detail")).endsWith(expected);
  }

  @Test
  void a_page_is_one_query_after_the_one_that_names_the_client() {
    BatchId batchId = given.batchOfNewOrders(3);
    api.get(rows(batchId));
    long before = sessions.getStatistics().getPrepareStatementCount();

    api.get(rows(batchId) + "?status=QUEUED&limit=2");

    assertThat(sessions.getStatistics().getPrepareStatementCount() - before).isEqualTo(2);
  }

  @Test
  void rows_of_another_client_are_of_an_unknown_batch() {
    BatchId batchId = given.batchOfNewOrders(1);

    Answer answer = Api.as("acme", Role.OPERATOR).get(rows(batchId));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("UNKNOWN_BATCH");
  }

  private List<Integer> numbers(BatchId batchId, String query) {
    Answer answer = api.get(rows(batchId) + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<Integer> numbers = new ArrayList<>();
    answer.json().at("/items").forEach(row -> numbers.add(row.at("/rowNumber").asInt()));
    return numbers;
  }

  private static String rows(BatchId batchId) {
    return "/api/v1/batches/%s/rows".formatted(batchId);
  }
}
