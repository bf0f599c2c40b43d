package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.erasure.Erasures;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErasuresTest extends ApiTest {

  private static final String ERASURES = "/api/v1/erasures";
  private static final String TARO = "{\"customerEmail\": \"taro@example.com\"}";

  @BeforeEach
  void noneIsRunning() throws SQLException {
    ledger.change(
        "update erasures set status = 'DONE', ended_at = now(), customer_email = null where status = 'RUNNING'");
  }

  @Test
  void an_erasure_is_accepted_and_found_where_it_says() {
    Answer accepted = api.post(ERASURES, TARO);

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    assertThat(accepted.text("/status")).isEqualTo("RUNNING");
    assertThat(accepted.json().path("find").asBoolean()).isFalse();
    assertThat(accepted.body()).doesNotContain("taro");
    String path = ERASURES + "/" + accepted.text("/erasureId");
    assertThat(accepted.header("location")).isEqualTo(path);
    assertThat(api.get(path).body()).isEqualTo(accepted.body());
    assertThat(api.get(ERASURES).text("/items/0/erasureId")).isEqualTo(accepted.text("/erasureId"));
  }

  @Test
  void it_is_on_record_who_asked_without_the_address() {
    String erase = api.post(ERASURES, TARO).text("/erasureId");
    String find =
        api.post(ERASURES, "{\"customerEmail\": \"taro@example.com\", \"find\": true}")
            .text("/erasureId");

    assertThat(events(erase)).isEqualTo("CHANGE ERASURE_REQUESTED {}");
    assertThat(events(find)).isEqualTo("ACCESS PERSON_SOUGHT {}");
  }

  @Test
  void what_was_found_is_told_by_batch() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    String id = api.post(ERASURES, TARO).text("/erasureId");
    ledger.change(
        """
        insert into erasure_batches (erasure_id, client_id, batch_id, rows, orders, files, reports, order_ids)
        values (%s, 'demo', '%s', 2, 3, 1, 4, '[7, 8]')
        """
            .formatted(id, batchId));
    BatchId running = given.batchOfNewOrders(1);
    ledger.change(
        "insert into erasure_batches (erasure_id, client_id, batch_id, waits) values (%s, 'demo', '%s', true)"
            .formatted(id, running));

    Answer answer = api.get(ERASURES + "/" + id);

    assertThat(answer.json().path("found").toString())
        .isEqualTo("{\"batches\":1,\"rows\":2,\"orders\":3,\"files\":1,\"reports\":4}");
    assertThat(answer.json().path("batches").toString())
        .isEqualTo(
            "[{\"batchId\":\"%s\",\"rows\":2,\"orders\":3,\"orderIds\":[7,8]}]".formatted(batchId));
    assertThat(answer.json().path("waitsFor").toString()).isEqualTo("[\"%s\"]".formatted(running));
  }

  @Test
  void an_erased_order_says_so_and_names_nobody() throws SQLException {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.create(chunk(batchId, 1));
    ledger.change(
        "update orders set personal = '', erased_at = now() where batch_id = '%s'"
            .formatted(batchId));
    ledger.change(
        "update batch_rows set personal = '', source = null, erased_at = now() where batch_id = '%s'"
            .formatted(batchId));
    String order =
        ledger
            .query("select order_id from orders where batch_id = '%s'".formatted(batchId))
            .getFirst();

    Answer answer = api.get("/api/v1/orders/" + order);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("customer").isNull()).isTrue();
    assertThat(answer.text("/erasedAt")).isNotEmpty();
    Answer row = api.get("/api/v1/batches/%s/rows".formatted(batchId));
    assertThat(row.text("/items/0/erasedAt")).isNotEmpty();
  }

  @Test
  void operators_ask_and_auditors_look() {
    String path = ERASURES + "/" + api.post(ERASURES, TARO).text("/erasureId");
    var auditor = Api.as("demo", Role.AUDITOR);
    assertThat(auditor.get(path).status()).isEqualTo(200);
    assertThat(auditor.post(ERASURES, TARO).status()).isEqualTo(403);
    for (String role : new String[] {Role.UPLOADER, Role.ADMIN}) {
      assertThat(Api.as("demo", role).post(ERASURES, TARO).status()).isEqualTo(403);
      assertThat(Api.as("demo", role).get(ERASURES).status()).isEqualTo(403);
    }
    assertProblem(Api.as("acme", Role.OPERATOR).get(path), 404, "UNKNOWN_ERASURE");
    assertThat(Api.as("acme", Role.OPERATOR).get(ERASURES).json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"customerEmail\": null}",
        "{\"customerEmail\": \"\"}",
        "{\"customerEmail\": \"secretname\"}",
        "{\"customerEmail\": \"secretname@\"}"
      })
  void what_is_no_address_is_refused_and_not_repeated(String body) {
    Answer answer = api.post(ERASURES, body);
    assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.body()).doesNotContain("secretname");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"customerEmail\": \"a@b.c\", \"other\": 1}",
        "{\"customerEmail\": {}}"
      })
  void what_is_no_such_wish_is_refused(String body) {
    assertProblem(api.post(ERASURES, body), 400, "INVALID_BODY");
  }

  @Test
  void so_many_run_at_a_time_and_no_more() throws SQLException {
    for (int i = 0; i < Erasures.RUNNING_MAX; i++) {
      assertThat(api.post(ERASURES, TARO).status()).isEqualTo(202);
    }
    assertProblem(api.post(ERASURES, TARO), 409, "TOO_MANY_ERASURES");
    assertThat(Api.as("acme", Role.OPERATOR).post(ERASURES, TARO).status()).isEqualTo(202);
  }

  @Test
  void lists_lead_on() {
    api.post(ERASURES, TARO);
    api.post(ERASURES, TARO);
    Answer first = api.get(ERASURES + "?limit=1");
    Answer second = api.get(ERASURES + "?limit=1&cursor=" + first.text("/nextCursor"));
    assertThat(Long.parseLong(second.text("/items/0/erasureId")))
        .isLessThan(Long.parseLong(first.text("/items/0/erasureId")));
    assertProblem(api.get(ERASURES + "?limit=101"), 400, "INVALID_PARAMETER");
  }

  private String events(String erasureId) {
    return ledger
        .query(
            "select category, action, details from audit_events where subject = 'erasure %s'"
                .formatted(erasureId))
        .getFirst();
  }
}
