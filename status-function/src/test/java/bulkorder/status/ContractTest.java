package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

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
  void what_would_break_clients_is_seen(@TempDir Path directory) throws IOException {
    String contract = Files.readString(COMMITTED);
    Path changed = directory.resolve("openapi.yaml");

    for (var change :
        Map.of(
                "/api/v1/batches/estimate:", "/api/v1/estimate:",
                "        rowsPerSecond:\n          type: number\n          format: double\n", "",
                "        rowsRead:\n          type: integer",
                    "        rowsRead:\n          type: string")
            .entrySet()) {
      assertThat(contract).contains(change.getKey());
      Files.writeString(changed, contract.replace(change.getKey(), change.getValue()));
      assertThat(breaks(COMMITTED, changed)).as(change.getKey()).isNotEmpty();
    }
  }

  /** What of a contract another does not keep: as the comparison renders it, and lost fields. */
  private static List<String> breaks(Path before, Path after) throws IOException {
    List<String> breaks = new ArrayList<>();
    ChangedOpenApi changes = OpenApiCompare.fromLocations(before.toString(), after.toString());
    if (!changes.isCompatible()) {
      breaks.add(rendered(changes));
    }
    Map<String, String> kept = fields(after);
    fields(before)
        .forEach(
            (field, type) -> {
              if (!type.equals(kept.get(field))) {
                breaks.add("%s was %s and is %s".formatted(field, type, kept.get(field)));
              }
            });
    return breaks;
  }

  /** The types of all fields; the comparison takes one that is not required for one that may go. */
  private static Map<String, String> fields(Path contract) throws IOException {
    Map<String, String> fields = new TreeMap<>();
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
                            fields.put(
                                schema.getKey() + "." + field.getKey(),
                                field.getValue().path("type")
                                    + field.getValue().path("$ref").asText())));
    return fields;
  }

  private static String rendered(ChangedOpenApi changes) throws IOException {
    var text = new ByteArrayOutputStream();
    try (var writer = new OutputStreamWriter(text, StandardCharsets.UTF_8)) {
      new ConsoleRender().render(changes, writer);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
