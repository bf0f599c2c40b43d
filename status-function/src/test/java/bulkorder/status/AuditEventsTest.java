package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditEventsTest extends ApiTest {

  private static final String EVENTS = "/api/v1/audit-events";

  private final String subject = UUID.randomUUID().toString();
  private Api auditor;
  private Api admin;

  @BeforeEach
  void events() throws SQLException {
    auditor = Api.as("demo", Role.AUDITOR);
    admin = Api.as("acme", Role.ADMIN);
    for (String client : List.of("'demo'", "'acme'", "null")) {
      ledger.change(
          """
          insert into audit_events (category, client_id, actor, action, subject, details)
          select unnest(array['CHANGE', 'ACCESS']), %s, 'mori', unnest(array['BATCH_PAUSED', 'ROWS_READ']), ?, '{"rows": "2"}'
          """
              .formatted(client),
          subject);
    }
  }

  @Test
  void an_auditor_sees_the_events_of_its_client_and_no_other() {
    Answer answer = auditor.get(EVENTS + "?subject=" + subject);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/items")).hasSize(2);
    assertThat(answer.json().findValuesAsText("clientId")).containsOnly("demo");
    assertThat(answer.text("/items/0/action")).isEqualTo("ROWS_READ");
    assertThat(answer.text("/items/0/category")).isEqualTo("ACCESS");
    assertThat(answer.text("/items/0/actor")).isEqualTo("mori");
    assertThat(answer.text("/items/0/subject")).isEqualTo(subject);
    assertThat(answer.text("/items/0/details/rows")).isEqualTo("2");
    assertThat(answer.text("/items/0/occurredAt")).endsWith("Z");
    assertThat(answer.json().at("/nextCursor").isNull()).isTrue();
  }

  @Test
  void an_administrator_sees_the_events_of_all_and_of_nobody() {
    assertThat(admin.get(EVENTS + "?subject=" + subject).json().at("/items")).hasSize(6);
  }

  @Test
  void an_operator_and_an_uploader_see_none() {
    assertThat(api.get(EVENTS).status()).isEqualTo(403);
    assertThat(Api.as("demo", Role.UPLOADER).get(EVENTS).status()).isEqualTo(403);
  }

  @Test
  void what_was_done_by_the_api_is_there_with_who_did_it() {
    BatchId batchId = given.batchOfNewOrders(1);
    api.post("/api/v1/batches/" + batchId + "/pause", "");

    assertThat(
            auditor
                .get(EVENTS + "?category=CHANGE&action=BATCH_PAUSED&subject=" + batchId)
                .json()
                .at("/items"))
        .hasSize(1);
  }

  @Test
  void cursors_lead_through_all_pages() {
    List<Long> ids = new ArrayList<>();
    Answer page = admin.get(EVENTS + "?limit=4&subject=" + subject);
    page.json().at("/items").forEach(item -> ids.add(item.path("id").asLong()));
    page =
        admin.get(EVENTS + "?limit=4&subject=" + subject + "&cursor=" + page.text("/nextCursor"));
    page.json().at("/items").forEach(item -> ids.add(item.path("id").asLong()));

    assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    assertThat(ids.getFirst()).isGreaterThan(ids.getLast());
    assertThat(page.json().at("/nextCursor").isNull()).isTrue();
  }

  @Test
  void filters_are_met_together() {
    String path = EVENTS + "?subject=" + subject;

    assertThat(auditor.get(path + "&category=ACCESS").json().at("/items")).hasSize(1);
    assertThat(auditor.get(path + "&action=BATCH_PAUSED").json().at("/items")).hasSize(1);
    assertThat(auditor.get(path + "&category=ACCESS&action=BATCH_PAUSED").json().at("/items"))
        .isEmpty();
    assertThat(auditor.get(path + "&from=2026-01-01T00:00:00Z").json().at("/items")).hasSize(2);
    assertThat(auditor.get(path + "&to=2026-01-01T00:00:00%2B09:00").json().at("/items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"category=OTHER", "from=yesterday", "to=2026", "cursor=x", "limit=201", "limit=0"})
  void a_parameter_that_is_not_right_is_refused(String parameter) {
    Answer answer = auditor.get(EVENTS + "?" + parameter);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo("INVALID_PARAMETER");
  }
}
