package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract, called for one client's resources by another: what is named is
 * unknown, and no list shows it.
 */
@QuarkusTest
class OtherClientTest extends ApiTest {

  private static final Path CONTRACT = Path.of("target/openapi/openapi.json");
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String ADMINISTRATION = "[\"admin\"]";

  /** An operation whose path names something. */
  private record Operation(String method, String path, String roles, boolean takesBody) {
    boolean namesSomething() {
      return path.contains("{");
    }

    boolean isOfAdministration() {
      return roles.equals(ADMINISTRATION);
    }
  }

  @Test
  void what_belongs_to_one_client_is_unknown_to_another() throws Exception {
    Map<String, String> demos = resourcesOfDemo();
    var acme = Api.as("acme", Role.UPLOADER, Role.OPERATOR, Role.AUDITOR);
    var demo = Api.as("demo", Role.UPLOADER, Role.OPERATOR, Role.AUDITOR);
    List<Operation> named = operations().stream().filter(Operation::namesSomething).toList();

    assertThat(named).hasSizeGreaterThan(20);
    for (Operation operation : named) {
      String path = filled(operation.path(), demos);
      Answer answer = call(acme, operation, path);
      assertThat(answer.status())
          .as("%s %s as another client: %s", operation.method(), path, answer.body())
          .isEqualTo(operation.isOfAdministration() ? 403 : 404);
      if (operation.method().equals("GET") && !operation.isOfAdministration()) {
        assertThat(demo.get(path).status()).as("%s as its own client", path).isIn(200, 303);
      }
    }
  }

  @Test
  void no_list_shows_what_belongs_to_another_client() throws Exception {
    Map<String, String> demos = resourcesOfDemo();
    var acme = Api.as("acme", Role.UPLOADER, Role.OPERATOR, Role.AUDITOR);

    for (Operation operation : operations()) {
      if (operation.method().equals("GET") && !operation.namesSomething()) {
        Answer answer = acme.get(operation.path());
        assertThat(answer.status())
            .as("%s: %s", operation.path(), answer.body())
            .isEqualTo(operation.isOfAdministration() ? 403 : 200);
        assertThat(answer.body())
            .as(operation.path())
            .doesNotContain("\"demo\"")
            .doesNotContain(demos.get("batchId"), demos.get("reference"));
      }
    }
  }

  private Answer call(Api caller, Operation operation, String path) {
    if (operation.method().equals("GET")) {
      return caller.get(path);
    }
    caller.with("content-type", "application/json");
    return caller.call(operation.method(), path, operation.takesBody() ? "{}" : null);
  }

  /** By the names that they have in paths, and {@code reference}, of the order. */
  private Map<String, String> resourcesOfDemo() throws Exception {
    BatchId batchId = given.batchOfNewOrders(1);
    orders.create(chunk(batchId, 1));
    ledger.change(
        """
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method)
        values ('demo', '%s', '%s', 200, 'JPY', 'pm_card_visa')
        """
            .formatted(batchId, batchId));
    ledger.change(
        """
        insert into batch_reports (batch_id, run_no, kind, object_key, rows, written_at)
        values ('%s', 1, 'ERRORS', 'reports/demo/x/errors.csv', 1, now())
        """
            .formatted(batchId));
    ledger.change(
        """
        insert into notifications (client_id, batch_id, order_id, kind, language)
        select client_id, batch_id, order_id, 'PAYMENT_FAILED', 'ja' from orders where batch_id = '%s'
        """
            .formatted(batchId));
    Map<String, String> resources = new HashMap<>();
    resources.put("batchId", batchId.toString());
    resources.put("clientId", "demo");
    resources.put("kind", "errors");
    resources.put("id", "1");
    for (String name : List.of("order", "payment", "notification")) {
      resources.put(
          name + "Id",
          ledger
              .query("select %s_id from %ss where batch_id = '%s'".formatted(name, name, batchId))
              .getFirst());
    }
    resources.put(
        "erasureId",
        ledger
            .query(
                """
                insert into erasures (client_id, find_only, requested_by, batches_to, status, ended_at)
                values ('demo', true, 'operator', gen_random_uuid(), 'DONE', now())
                returning erasure_id
                """)
            .getFirst());
    resources.put(
        "reference",
        ledger
            .query("select order_reference from orders where batch_id = '%s'".formatted(batchId))
            .getFirst());
    return resources;
  }

  private static String filled(String path, Map<String, String> values) {
    return PARAMETER
        .matcher(path)
        .replaceAll(
            parameter -> {
              String value = values.get(parameter.group(1));
              assertThat(value).as("a value for %s", parameter.group()).isNotNull();
              return String.valueOf(value);
            });
  }

  private static List<Operation> operations() throws Exception {
    JsonNode paths = new ObjectMapper().readTree(CONTRACT.toFile()).required("paths");
    List<Operation> operations = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    path.getValue()
                                        .at("/" + method + "/security/0/token")
                                        .toString(),
                                    path.getValue().path(method).has("requestBody")))));
    return operations;
  }
}
