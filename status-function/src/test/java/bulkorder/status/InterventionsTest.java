package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.testing.QueueView;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
class InterventionsTest extends ApiTest {

  @Inject SqsClient sqs;
  @Inject StatusConfig config;

  private QueueView queue;

  @BeforeEach
  void lookAtTheQueue() {
    queue = new QueueView(sqs, config.ordersQueueUrl());
    queue.clear();
  }

  @Test
  void a_paused_batch_says_so_and_a_resumed_one_has_its_messages() {
    BatchId batchId = given.batchOfNewOrders(3, 1);
    orders.giveUp(chunk(batchId, 2));

    Answer paused = post(batchId, "pause", null);

    assertThat(paused.status()).isEqualTo(202);
    assertThat(paused.text("/status")).isEqualTo("PAUSED");
    assertThat(paused.text("/pauseReason")).isEqualTo("PERSON");
    assertThat(paused.text("/pausedAt")).isNotEmpty();
    assertThat(queue.take()).isEmpty();

    Answer resumed = post(batchId, "resume", null);

    assertThat(resumed.status()).isEqualTo(202);
    assertThat(resumed.text("/status")).isEqualTo("PROCESSING");
    assertThat(resumed.json().at("/pauseReason").isNull()).isTrue();
    assertThat(queue.take()).hasSize(2).allMatch(body -> body.contains(batchId.toString()));
  }

  @Test
  void a_stopped_batch_has_a_message_for_each_open_chunk_and_may_be_stopped_again() {
    BatchId batchId = given.batchOfNewOrders(2, 1);

    assertThat(post(batchId, "cancel", null).status()).isEqualTo(202);
    assertThat(queue.take()).hasSize(2);
    assertThat(post(batchId, "cancel", null).status()).isEqualTo(202);
    assertThat(queue.take()).hasSize(2);

    assertThat(events(batchId)).endsWith("BATCH_CANCEL_REQUESTED").doesNotHaveDuplicates();
  }

  @Test
  void rows_that_failed_are_tried_again_by_their_number_or_code() {
    BatchId batchId = failedBatch(3);

    Answer answer =
        post(batchId, "retry", "{\"codes\": [\"ORDER_NOT_CREATED\"], \"rows\": [2, 4]}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("/status")).isEqualTo("PROCESSING");
    assertThat(answer.json().at("/counts/QUEUED").asInt()).isEqualTo(2);
    assertThat(queue.take()).hasSize(2);
    assertThat(events(batchId)).endsWith("BATCH_RETRIED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"codes\": [], \"rows\": null}"})
  void a_retry_that_names_no_row_means_all(String body) {
    BatchId batchId = failedBatch(2);

    Answer answer = post(batchId, "retry", body.isEmpty() ? null : body);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().at("/counts/QUEUED").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "resume, CANNOT_RESUME, is PROCESSING",
    "retry, CANNOT_RETRY, is PROCESSING",
  })
  void what_runs_is_neither_resumed_nor_retried(String what, String code, String detail) {
    Answer answer = post(given.batchOfNewOrders(1), what, null);

    assertProblem(answer, 409, code);
    assertThat(answer.text("/detail")).contains(detail);
  }

  @ParameterizedTest
  @CsvSource({"pause, CANNOT_PAUSE", "cancel, CANNOT_CANCEL", "resume, CANNOT_RESUME"})
  void what_has_ended_is_neither_paused_nor_stopped_nor_resumed(String what, String code) {
    api.with("accept-language", "ja");

    Answer answer = post(failedBatch(1), what, null);

    assertProblem(answer, 409, code);
    assertThat(answer.text("/detail")).contains("の状態は COMPLETED_WITH_ERRORS です");
  }

  @Test
  void a_row_that_cannot_be_tried_again_is_named() {
    BatchId batchId = failedBatch(1);

    Answer unknownRow = post(batchId, "retry", "{\"rows\": [2, 99]}");
    Answer otherCode = post(batchId, "retry", "{\"codes\": [\"INSUFFICIENT_FUNDS\"]}");

    assertProblem(unknownRow, 409, "ROW_NOT_RETRYABLE");
    assertThat(unknownRow.text("/detail")).startsWith("Row 99 of batch " + batchId);
    assertProblem(otherCode, 409, "NOTHING_TO_RETRY");
  }

  @Test
  void a_row_that_may_have_been_charged_is_refused_until_a_person_knows() throws Exception {
    BatchId batchId = failedBatch(1);
    ledger.change(
        "update batch_rows set code = 'OUTCOME_UNKNOWN' where batch_id = ?", batchId.value());

    Answer answer = post(batchId, "retry", "{\"rows\": [2]}");

    assertProblem(answer, 409, "OUTCOME_UNKNOWN");
    assertThat(answer.text("/detail")).contains("row 2").contains("operators");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rows\": [0]}",
        "{\"rows\": [null]}",
        "{\"codes\": [\"<b>\"]}",
        "{\"codes\": [null]}"
      })
  void a_choice_that_makes_no_sense_is_refused(String body) {
    assertProblem(post(failedBatch(1), "retry", body), 422, "INVALID_FIELD");
  }

  @Test
  void a_choice_is_bounded() {
    String rows = "{\"rows\": [" + "2,".repeat(1000) + "2]}";

    Answer answer = post(failedBatch(1), "retry", rows);

    assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.text("/detail")).contains("at most 1000 row numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"row\": 2}", "{\"rows\": 2}", "[2]", "rows", "{"})
  void a_choice_that_is_not_the_json_that_is_expected_is_refused(String body) {
    assertProblem(post(failedBatch(1), "retry", body), 400, "INVALID_BODY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "cancel", "retry"})
  void a_batch_that_does_not_exist_is_not_changed(String what) {
    assertProblem(
        api.call("POST", "/api/v1/batches/" + UUID.randomUUID() + "/" + what, null),
        404,
        "UNKNOWN_BATCH");
    assertProblem(api.call("POST", "/api/v1/batches/no-id/" + what, null), 404, "UNKNOWN_BATCH");
  }

  private BatchId failedBatch(int rows) {
    BatchId batchId = given.batchOfNewOrders(rows, 1);
    for (int i = 1; i <= rows; i++) {
      orders.giveUp(chunk(batchId, i));
    }
    batches.endWhenDone(batchId);
    return batchId;
  }

  private Answer post(BatchId batchId, String what, @Nullable String body) {
    String path = "/api/v1/batches/" + batchId + "/" + what;
    return body == null ? api.call("POST", path, null) : api.post(path, body);
  }

  private List<String> events(BatchId batchId) {
    return ledger.query(
        "select action from audit_events where subject = ? order by audit_event_id",
        batchId.toString());
  }
}
