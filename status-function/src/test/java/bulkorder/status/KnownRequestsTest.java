package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KnownRequestsTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";

  @Test
  void a_parameter_that_there_is_not_is_refused_with_those_that_there_are() {
    Answer answer = api.get(BATCHES + "?staus=PAUSED");

    assertProblem(answer, 400, "UNKNOWN_PARAMETER");
    assertThat(answer.text("/detail"))
        .isEqualTo(
            "There is no parameter \"staus\" here. The parameters are bulkImportGroup,"
                + " createdBefore, createdFrom, cursor, limit, objectKey, status.");
    assertThat(api.with("accept-language", "ja").get(BATCHES + "?Limit=5").text("/detail"))
        .startsWith("パラメーター「Limit」はここでは使えません。使えるパラメーターは bulkImportGroup, ");
  }

  @Test
  void where_there_are_none_that_is_said() {
    BatchId batchId = given.batchOfNewOrders(1);

    Answer answer = api.get("%s/%s?verbose".formatted(BATCHES, batchId));

    assertProblem(answer, 400, "UNKNOWN_PARAMETER");
    assertThat(answer.text("/detail"))
        .isEqualTo("There is no parameter \"verbose\" here. This request takes no parameters.");
  }

  @Test
  void a_parameter_that_is_there_twice_is_refused() {
    Answer answer = api.get(BATCHES + "?limit=1&limit=2");

    assertProblem(answer, 400, "REPEATED_PARAMETER");
    assertThat(answer.text("/detail"))
        .isEqualTo("The parameter \"limit\" is there 2 times; please give it once.");
  }

  @Test
  void a_body_that_nobody_would_read_is_refused_and_nothing_is_done() {
    String path = "%s/%s".formatted(BATCHES, given.batchOfNewOrders(1));

    Answer answer = api.post(path + "/cancel", "{\"rows\": [5]}");

    assertProblem(answer, 400, "UNEXPECTED_BODY");
    assertThat(api.get(path).text("/status")).isEqualTo("PROCESSING");
    assertThat(api.post(path + "/pause", "").status()).isEqualTo(202);
  }

  @Test
  void a_body_that_does_not_say_how_long_it_is_is_seen_too() {
    String path = "%s/%s/pause".formatted(BATCHES, given.batchOfNewOrders(1));
    api.withoutLength().with("content-type", "application/json");

    assertProblem(api.call("POST", path, "{}"), 400, "UNEXPECTED_BODY");
    assertProblem(api.call("POST", BATCHES, " ".repeat(70_000)), 413, "BODY_TOO_LARGE");
    assertThat(api.call("POST", BATCHES, "{\"fileName\": \"a.csv\"}").status()).isEqualTo(201);
    assertThat(api.call("POST", path, null).status()).isEqualTo(202);
  }

  @Test
  void who_may_not_do_it_does_not_learn_what_it_takes() {
    assertProblem(Api.as("demo", Role.UPLOADER).get("/api/v1/clients?x=1"), 403, "NOT_PERMITTED");
    assertProblem(Api.signedOut().get(BATCHES + "?x=1"), 401, "NOT_SIGNED_IN");
  }

  @Test
  void what_is_refused_so_claims_no_key() {
    String key = UUID.randomUUID().toString();
    String file = "{\"fileName\": \"a.csv\"}";
    api.with("idempotency-key", key);

    assertProblem(api.post(BATCHES + "?dryRun=true", file), 400, "UNKNOWN_PARAMETER");

    assertThat(api.post(BATCHES, file).status()).isEqualTo(201);
  }
}
