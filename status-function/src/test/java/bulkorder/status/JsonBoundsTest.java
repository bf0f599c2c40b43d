package bulkorder.status;

import static bulkorder.status.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no body may be, whichever operation reads it and however. */
@QuarkusTest
class JsonBoundsTest extends ApiTest {

  private static final String BATCHES = "/api/v1/batches";
  private static final String ESTIMATE = BATCHES + "/estimate";
  private static final String ORDERS = "/api/v1/orders";
  private static final String BULK = ORDERS + "/bulk";
  private static final String SETTINGS = "/api/v1/clients/demo/notifications";

  static Stream<String> notOurJson() {
    return Stream.of(
        "[".repeat(1000) + "]".repeat(1000),
        "{\"a\":".repeat(1000) + "1" + "}".repeat(1000),
        "{\"rows\": %s}".formatted("9".repeat(10_000)),
        "{\"rows\": 1e%s}".formatted("9".repeat(1000)),
        "{\"rows\": 1, \"rows\": 2}",
        "{\"rows\": 1} {\"rows\": 2}",
        "{\"%s\": 1}".formatted("n".repeat(1000)),
        "{\"rows\": 1, \"colour\": \"red\"}",
        "{\"rows\": 1",
        "{\"rows\": NaN}",
        "{'rows': 1}",
        "{\"rows\": 1,}",
        "a,b\n1,2",
        "\uFEFF",
        "\u0000",
        "null",
        "[]",
        "\"rows\"",
        "12",
        "   ",
        "");
  }

  @ParameterizedTest
  @MethodSource("notOurJson")
  void a_body_that_is_not_one_object_of_ours_is_refused_by_a_record(String body) {
    assertProblem(api.post(ESTIMATE, body), 400, "INVALID_BODY");
  }

  @ParameterizedTest
  @MethodSource("notOurJson")
  void and_by_what_reads_a_tree(String body) {
    api.with("content-type", "application/json");

    assertProblem(api.call("PUT", SETTINGS, body), 400, "INVALID_BODY");
  }

  @Test
  void a_long_text_is_refused_by_its_field_or_as_a_whole() {
    String order = "{\"orderReference\": \"%s\"}";

    assertProblem(api.post(ORDERS, order.formatted("x".repeat(50_000))), 422, "INVALID_FIELD");
    assertProblem(
        api.post(BULK, "{\"orders\": [%s]}".formatted(order.formatted("x".repeat(1_000_000)))),
        400,
        "INVALID_BODY");
    assertProblem(api.post(ORDERS, order.formatted("x".repeat(10_000_000))), 413, "BODY_TOO_LARGE");
    assertProblem(api.post(BULK, order.formatted("x".repeat(10_000_000))), 413, "BODY_TOO_LARGE");
  }

  @Test
  void a_number_is_refused_by_its_field_before_it_is_reckoned_with() {
    assertThat(api.post(ORDERS, "{\"quantity\": 1e99999999}").text("/code"))
        .isEqualTo("INVALID_ORDER");
    assertProblem(
        api.post(ORDERS, "{\"quantity\": %s}".formatted("9".repeat(10_000))), 400, "INVALID_BODY");
  }

  @Test
  void a_body_of_another_type_is_refused_where_a_type_must_be_said() {
    for (String type : new String[] {"text/plain", "application/xml", "multipart/form-data"}) {
      api.with("content-type", type);
      assertProblem(api.call("POST", BATCHES, "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }
    assertThat(
            api.with("content-type", "application/json; charset=utf-8")
                .call("POST", ESTIMATE, "{\"rows\": 5}")
                .status())
        .isEqualTo(200);
  }
}
