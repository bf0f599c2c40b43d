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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    assertThat(answer.json().at("/stages/IMPORT/seconds").isNumber()).isTrue();
    assertThat(answer.json().at("/stages/ORDERS/beganAt").isTextual()).isTrue();
    assertThat(answer.json().at("/stages/MAILS/endedAt").isNull()).isTrue();
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
            "stages",
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
    api.get("/api/v1/batches?limit=1");
    long before = sessions.getStatistics().getPrepareStatementCount();

    api.get("/api/v1/batches?limit=5");

    assertThat(sessions.getStatistics().getPrepareStatementCount() - before).isEqualTo(3);
  }

  @Test
  void a_batch_is_two_queries_after_the_one_that_names_the_client() {
    BatchId batchId = given.batchOfNewOrders(4, 2);
    api.get("/api/v1/batches");
    long before = sessions.getStatistics().getPrepareStatementCount();

    api.get("/api/v1/batches/" + batchId);

    assertThat(sessions.getStatistics().getPrepareStatementCount() - before).isEqualTo(3);
  }

  @Test
  void the_time_left_follows_from_the_work_of_all_and_shows_nothing_of_it() throws SQLException {
    ledger.change("delete from send_rates");
    ledger.change(
        """
        insert into send_rates (provider, units_per_second, next_at, changed_at) values ('SES', 10, now(), now())
        """);
    ledger.change(
        """
        update batches set status = 'CANCELLED', ended_at = now(), pause_reason = null, paused_at = null
        where ended_at is null and status in ('PROCESSING', 'PAUSED')
        """);
    BatchId batchId = given.batchOfNewOrders(38);
    ledger.change(
        """
        update batch_chunks set queued = 0, paid = 38, notifications_pending = 38 where batch_id = ?
        """,
        batchId.value());

    Answer alone = api.get("/api/v1/batches/" + batchId);
    ledger.change(
        "update batches set client_id = 'acme' where batch_id = ?",
        given.batchOfNewOrders(380).value());
    Answer beside = api.get("/api/v1/batches/" + batchId);

    assertThat(alone.json().at("/secondsLeft").asLong()).isEqualTo(4);
    assertThat(beside.json().at("/secondsLeft").asLong()).as("two clients take turns").isEqualTo(8);
  }

  @Test
  void batches_are_filtered_by_group_and_time_of_creation() {
    String group = "春 " + UUID.randomUUID();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(
          api.post(
                  "/api/v1/batches",
                  "{\"fileName\":\"a.csv\",\"bulkImportGroup\":\"%s\"}".formatted(group))
              .text("/batchId"));
    }
    String path =
        "/api/v1/batches?bulkImportGroup="
            + URLEncoder.encode(group, StandardCharsets.UTF_8).replace("+", "%20");
    String second = api.get("/api/v1/batches/" + ids.get(1)).text("/createdAt");
    String third = api.get("/api/v1/batches/" + ids.get(2)).text("/createdAt");

    assertThat(ids(api.get(path))).containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(ids(api.get(path + "&createdFrom=" + second)))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(ids(api.get(path + "&createdFrom=" + second + "&createdBefore=" + third)))
        .containsExactly(ids.get(1));
    assertThat(api.get(path + "&createdFrom=yesterday").text("/detail"))
        .endsWith("it must be a time such as 2026-11-21T09:00:00Z.");
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    answer.json().at("/items").forEach(item -> ids.add(item.at("/batchId").asText()));
    return ids;
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
