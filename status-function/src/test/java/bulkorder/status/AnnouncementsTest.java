package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.AnnouncementsConfig;
import bulkorder.ledger.testing.QueueView;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
class AnnouncementsTest extends ApiTest {

  private static final String SETTINGS = "/api/v1/clients/demo/notifications";

  @Inject SqsClient sqs;
  @Inject AnnouncementsConfig config;

  private QueueView queue;

  @BeforeEach
  void theClientHasAWebhook() {
    queue = new QueueView(sqs, config.announcementsQueueUrl().orElseThrow());
    queue.clear();
    api.with("content-type", "application/json");
    api.call("PUT", SETTINGS, "{\"webhookUrl\": \"https://example.com/hook\"}");
  }

  @AfterEach
  void theClientHasNoWebhookAnyMore() {
    api.call("PUT", SETTINGS, "{\"webhookUrl\": null}");
  }

  @Test
  void a_pause_by_a_person_is_told_at_once_and_listed_before_what_was_told_earlier() {
    BatchId batchId = given.batchOfNewOrders(1);

    assertThat(api.call("POST", path(batchId).replace("announcements", "pause"), null).status())
        .isEqualTo(202);

    Answer answer = api.get(path(batchId));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/announcements/0/event")).isEqualTo("batch.paused");
    assertThat(answer.text("/announcements/0/channel")).isEqualTo("WEBHOOK");
    assertThat(answer.text("/announcements/0/status")).isEqualTo("PENDING");
    assertThat(answer.text("/announcements/0/dueAt")).isNotEmpty();
    assertThat(answer.text("/announcements/1/event")).isEqualTo("batch.accepted");
    assertThat(queue.take()).contains(message(answer.json().at("/announcements/0/id").asLong()));
  }

  @Test
  void what_was_given_up_says_why_in_the_callers_language_and_is_sent_again() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    ledger.change(
        """
        update announcements set status = 'FAILED', code = 'REDIRECTED', calls = 40, ended_at = now()
        where batch_id = ?
        """,
        batchId.value());
    api.with("accept-language", "ja");
    Answer failed = api.get(path(batchId));
    assertThat(failed.text("/announcements/0/code")).isEqualTo("REDIRECTED");
    assertThat(failed.text("/announcements/0/message")).contains("リダイレクト");
    assertThat(failed.json().at("/announcements/0/attempts").asInt()).isEqualTo(40);
    long id = failed.json().at("/announcements/0/id").asLong();

    Answer again = api.call("POST", path(batchId) + "/" + id + "/send", null);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("/announcements/0/status")).isEqualTo("PENDING");
    assertThat(queue.take()).containsExactly(message(id));
    Answer twice = api.call("POST", path(batchId) + "/" + id + "/send", null);
    assertProblem(twice, 409, "ANNOUNCEMENT_NOT_FAILED");
    assertThat(
            ledger.query(
                "select action, details from audit_events where subject = ? order by audit_event_id desc limit 1",
                batchId.toString()))
        .containsExactly("ANNOUNCEMENT_SENT_AGAIN {\"announcement\": \"%d\"}".formatted(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999999999999999", "-1", "x", "99999999999999999999"})
  void an_announcement_that_does_not_exist_is_not_sent(String id) {
    BatchId batchId = given.batchOfNewOrders(1);
    assertProblem(
        api.call("POST", path(batchId) + "/" + id + "/send", null), 404, "UNKNOWN_ANNOUNCEMENT");
  }

  @Test
  void a_batch_that_does_not_exist_has_none() {
    String nobodys = "/api/v1/batches/" + UUID.randomUUID() + "/announcements";
    assertProblem(api.get(nobodys), 404, "UNKNOWN_BATCH");
    assertProblem(api.call("POST", nobodys + "/1/send", null), 404, "UNKNOWN_BATCH");
  }

  private static String path(BatchId batchId) {
    return "/api/v1/batches/" + batchId + "/announcements";
  }

  private static String message(long id) {
    return "{\"announcementId\":" + id + "}";
  }
}
