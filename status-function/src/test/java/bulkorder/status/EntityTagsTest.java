package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.testing.GivenBatches;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntityTagsTest extends ApiTest {

  @Test
  void who_has_the_content_already_is_not_sent_it_again_until_it_changes() {
    BatchId batchId = given.batchOfNewOrders(2);
    String path = "/api/v1/batches/" + batchId;
    api.post(path + "/pause", "");

    Answer first = api.get(path + "/rows");
    String tag = String.valueOf(first.header("etag"));
    Answer again = api.with("if-none-match", tag).get(path + "/rows");
    orders.giveUp(GivenBatches.chunk(batchId, 1));
    Answer changed = api.get(path + "/rows");

    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("etag")).isEqualTo(tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("etag")).isNotEqualTo(tag);
    assertThat(changed.header("content-type")).startsWith("application/json");
  }

  @Test
  void the_same_answer_has_the_same_tag_and_another_has_another() {
    BatchId batchId = given.batchOfNewOrders(1);
    String rows = "/api/v1/batches/" + batchId + "/rows";
    String path = "/api/v1/batches?objectKey=none";

    assertThat(api.get(rows).header("etag")).isEqualTo(api.get(rows).header("etag"));
    assertThat(api.get(path).header("etag")).isNotEqualTo(api.get(rows).header("etag"));
  }

  @Test
  void a_batch_in_which_nothing_happens_keeps_its_tag_while_time_goes_on() {
    BatchId batchId = given.batchOfNewOrders(2);
    orders.giveUp(GivenBatches.chunk(batchId, 1));
    String path = "/api/v1/batches/" + batchId;
    Answer first = api.get(path);

    Answer later = first;
    while (later.json().at("/rowsPerSecond").equals(first.json().at("/rowsPerSecond"))) {
      later = api.get(path);
    }

    assertThat(later.header("etag")).isEqualTo(first.header("etag"));
  }

  @Test
  void a_problem_has_no_tag() {
    assertThat(api.get("/api/v1/batches/none").header("etag")).isNull();
  }
}
