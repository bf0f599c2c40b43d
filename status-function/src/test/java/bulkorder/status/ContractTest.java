package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    ChangedOpenApi changes =
        OpenApiCompare.fromLocations(COMMITTED.toString(), GENERATED.toString());

    assertThat(changes.isCompatible()).as(rendered(changes)).isTrue();
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
      assertThat(
              OpenApiCompare.fromLocations(COMMITTED.toString(), changed.toString()).isCompatible())
          .as(change.getKey())
          .isFalse();
    }
  }

  private static String rendered(ChangedOpenApi changes) throws IOException {
    var text = new ByteArrayOutputStream();
    try (var writer = new OutputStreamWriter(text, StandardCharsets.UTF_8)) {
      new ConsoleRender().render(changes, writer);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
