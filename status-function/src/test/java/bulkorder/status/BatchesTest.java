package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.batch.Batch;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchesTest extends ApiTest {

  @Inject SessionFactory sessions;

  @Test
  void a_batch_shows_its_rows_its_money_and_its_pace() {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    orders.create(chunk(batchId, 1));
    orders.giveUp(chunk(batchId, 2));

    Answer answer = api.get("/api/v1/batches/" + batchId);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/batchId")).isEqualTo(batchId.toString());
    assertThat(answer.text("/clientId")).isEqualTo("demo");
    assertThat(answer.text("/status")).isEqualTo("PROCESSING");
    assertThat(answer.json().at("/rows").asInt()).isEqualTo(4);
    assertThat(answer.json().at("/counts").toString())
        .isEqualTo(
            """
            {"INVALID":0,"DUPLICATE":0,"QUEUED":0,"ORDERED":2,"PAID":0,"PAYMENT_FAILED":0,\
            "PAYMENT_UNKNOWN":0,"CANCELLED":0,"FAILED":2}""");
    assertThat(answer.json().at("/notifications").toString())
        .isEqualTo("{\"PENDING\":2,\"SENT\":0,\"FAILED\":0,\"SUPPRESSED\":0}");
    assertThat(answer.json().at("/amounts").toString())
        .isEqualTo("{\"ORDERED\":{\"JPY\":\"400\"},\"FAILED\":{\"JPY\":\"400\"}}");
    assertThat(answer.json().at("/percent").asDouble()).isEqualTo(50);
    assertThat(answer.json().at("/rowsPerSecond").isNumber()).isTrue();
    assertThat(answer.json().at("/secondsLeft").isNumber()).isTrue();
    assertThat(answer.json().at("/rejection").isNull()).isTrue();
  }

  @Test
  void every_promised_field_is_there_even_if_nothing_is_known_yet() {
    Answer answer = api.get("/api/v1/batches/" + given.batchBeingImported().batchId());

    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly(
            "batchId",
            "clientId",
            "status",
            "csvSource",
            "objectKey",
            "objectETag",
            "bulkImportGroup",
            "rows",
            "counts",
            "notifications",
            "amounts",
            "percent",
            "rowsPerSecond",
            "secondsLeft",
            "rowsRead",
            "rejection",
            "createdAt",
            "acceptedAt",
            "endedAt",
            "uploadExpiresAt",
            "policy",
            "paymentMode",
            "dryRun",
            "forced",
            "file",
            "columns",
            "declared",
            "fileSums",
            "existingOrders",
            "notice",
            "parentBatchId",
            "parentRunNo",
            "dryRunAnswer",
            "pauseReason",
            "pausedAt",
            "notificationKinds",
            "language");
    assertThat(answer.json().at("/secondsLeft").isNull()).isTrue();
    assertThat(answer.json().at("/percent").asDouble()).isZero();
  }

  @Test
  void a_rejected_batch_says_why_in_the_language_of_the_caller() {
    Batch batch = given.batchBeingImported();
    batches.reject(
        batch.batchId(), new Rejection(RejectionCode.UNCLOSED_QUOTE, Map.of("line", "17")));

    String path = "/api/v1/batches/" + batch.batchId();

    assertThat(api.get(path).text("/rejection/code")).isEqualTo("UNCLOSED_QUOTE");
    assertThat(api.get(path).text("/rejection/message"))
        .startsWith("The quotation mark that is opened in line 17 is never closed.");
    assertThat(api.with("accept-language", "ja-JP").get(path).text("/rejection/message"))
        .startsWith("17 行目で始まる引用符");
  }

  @Test
  void batches_are_listed_newest_first_page_by_page_without_gap_or_repeat() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.addFirst(given.batchOfNewOrders(i + 1).toString());
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (seen.size() < 5) {
      Answer page = api.get("/api/v1/batches?limit=2&cursor=" + cursor);
      assertThat(page.json().at("/items")).hasSize(2);
      page.json().at("/items").forEach(item -> seen.add(item.at("/batchId").asText()));
      cursor = page.text("/nextCursor");
    }

    assertThat(seen.subList(0, 5)).isEqualTo(expected);
  }

  @Test
  void each_listed_batch_has_its_own_progress() {
    given.batchOfNewOrders(3);
    given.batchOfNewOrders(7);

    JsonNode items = api.get("/api/v1/batches?status=PROCESSING&limit=2").json().at("/items");

    assertThat(items.at("/0/counts/QUEUED").asInt()).isEqualTo(7);
    assertThat(items.at("/1/counts/QUEUED").asInt()).isEqualTo(3);
  }

  @Test
  void a_page_of_batches_is_two_queries_however_long_it_is_after_the_one_that_names_the_client() {
    for (int i = 0; i < 5; i++) {
      given.batchOfNewOrders(1);
    }
    long before = sessions.getStatistics().getPrepareStatementCount();

    api.get("/api/v1/batches?limit=5");

    assertThat(sessions.getStatistics().getPrepareStatementCount() - before).isEqualTo(3);
  }

  @Test
  void a_batch_is_found_by_the_key_of_its_object() {
    Answer upload = api.post("/api/v1/batches", "{\"fileName\":\"april.csv\"}");
    String key = "incoming/demo/%s/april.csv".formatted(upload.text("/batchId"));

    Answer found = api.get("/api/v1/batches?objectKey=" + key);

    assertThat(found.json().at("/items")).hasSize(1);
    assertThat(found.text("/items/0/batchId")).isEqualTo(upload.text("/batchId"));
    assertThat(found.json().at("/nextCursor").isNull()).isTrue();
  }

  @Test
  void a_client_without_batches_has_an_empty_list() {
    Answer answer = Api.as("nobody", Role.AUDITOR).get("/api/v1/batches");

    assertThat(answer.body()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
  }
}
