package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.standins.ContractOperation;
import bulkorder.standins.PublishedContract;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * What clients rely on: the committed {@code openapi.yaml}. The build generates the same from the
 * code.
 */
class ContractTest {

  private static final Path COMMITTED = Path.of("openapi.yaml");
  private static final Path GENERATED = Path.of("target/openapi/openapi.yaml");
  private static final Path EXAMPLES =
      Path.of("src/main/resources/bulkorder/status/contract/examples");

  private static final String PACE =
      """
              rowsPerSecond:
                type:
                - number
                - "null"
                format: double
      """;

  @Test
  void no_change_breaks_what_clients_rely_on() throws IOException {
    assertThat(breaks(COMMITTED, GENERATED)).isEmpty();
  }

  @Test
  void the_committed_contract_is_the_one_that_the_code_keeps() throws IOException {
    assertThat(Files.readString(COMMITTED))
        .as("copy status-function/%s to status-function/%s", GENERATED, COMMITTED)
        .isEqualTo(Files.readString(GENERATED));
  }

  @Test
  void every_operation_has_a_name_of_its_own_and_an_example_that_keeps_its_own_rules()
      throws IOException {
    var contract = PublishedContract.read(GENERATED);

    assertThat(contract.operations()).extracting(ContractOperation::id).doesNotHaveDuplicates();
    assertThat(contract.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.id()).matches("[a-z]+([A-Z][a-z]+)*");
              assertThat(operation.hasExample())
                  .as("an example of %s: examples/%s.json", operation.path(), operation.id())
                  .isTrue();
              assertThat(contract.brokenByExamples(operation)).isEmpty();
            });
  }

  @Test
  void every_example_is_of_an_operation() throws IOException {
    var names =
        PublishedContract.read(GENERATED).operations().stream()
            .map(operation -> operation.id() + ".json")
            .toList();
    try (var files = Files.list(EXAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void what_would_break_clients_is_seen(@TempDir Path directory) throws IOException {
    String contract = Files.readString(COMMITTED);
    Path changed = directory.resolve("openapi.yaml");

    for (var change :
        Map.of(
                "/api/v1/batches/estimate:",
                "/api/v1/estimate:",
                "operationId: listBatches",
                "operationId: batches",
                PACE,
                "",
                "        rowsRead:\n          type: integer",
                "        rowsRead:\n          type: string")
            .entrySet()) {
      assertThat(contract).contains(change.getKey());
      Files.writeString(changed, contract.replace(change.getKey(), change.getValue()));
      assertThat(breaks(COMMITTED, changed)).as(change.getKey()).isNotEmpty();
    }
  }

  /** What of a contract another does not keep: as the comparison renders it, and lost names. */
  private static List<String> breaks(Path before, Path after) throws IOException {
    List<String> breaks = new ArrayList<>();
    ChangedOpenApi changes = OpenApiCompare.fromLocations(before.toString(), after.toString());
    if (!changes.isCompatible()) {
      breaks.add(rendered(changes));
    }
    Map<String, String> kept = names(after);
    names(before)
        .forEach(
            (field, type) -> {
              if (!type.equals(kept.get(field))) {
                breaks.add("%s was %s and is %s".formatted(field, type, kept.get(field)));
              }
            });
    return breaks;
  }

  /**
   * The names of operations, and the types of all fields: the comparison takes a field that is not
   * required for one that may go, and a name that generated clients call by for none.
   */
  private static Map<String, String> names(Path contract) throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (var operation : PublishedContract.read(contract).operations()) {
      names.put(operation.method() + " " + operation.path(), operation.id());
    }
    new YAMLMapper()
        .readTree(contract.toFile())
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        field ->
                            names.put(
                                schema.getKey() + "." + field.getKey(),
                                "%s%s%s"
                                    .formatted(
                                        field.getValue().path("type"),
                                        field.getValue().path("$ref").asText(),
                                        field.getValue().path("anyOf")))));
    return names;
  }

  private static String rendered(ChangedOpenApi changes) throws IOException {
    var text = new ByteArrayOutputStream();
    try (var writer = new OutputStreamWriter(text, StandardCharsets.UTF_8)) {
      new ConsoleRender().render(changes, writer);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
