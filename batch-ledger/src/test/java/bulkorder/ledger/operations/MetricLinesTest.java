package bulkorder.ledger.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricLinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final MetricLines metrics =
      new MetricLines(
          JSON,
          InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)),
          "prod",
          () -> new PrintStream(written, true, UTF_8));

  @Test
  void a_count_is_one_line_that_the_log_service_understands() {
    metrics.count(Metric.DEAD_LETTERS, 3, "orders-dead-letter");
    metrics.write();

    assertThat(written.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            """
            {"_aws":{"Timestamp":1700000000000,"CloudWatchMetrics":[{"Namespace":"BulkOrder",\
            "Dimensions":[["Stack","Stage"]],"Metrics":[{"Name":"DeadLetters","Unit":"Count"}]}]},\
            "Stack":"prod","Stage":"orders-dead-letter","DeadLetters":3.0}
            """);
  }

  @Test
  void every_metric_is_written_as_the_format_demands() {
    for (Metric metric : Metric.values()) {
      metrics.add(metric, 1, metric.dimensions().stream().map("L"::concat).toArray(String[]::new));
    }
    for (int i = 0; i < 250; i++) {
      metrics.took(Metric.PROVIDER_LATENCY, Duration.ofMillis(i), "PAYMENT", "CAPTURED");
    }
    metrics.write();

    assertThat(lines()).allSatisfy(MetricLinesTest::assertEmbeddedMetricFormat);
    assertThat(
            lines().stream()
                .flatMap(
                    line ->
                        line
                            .at("/_aws/CloudWatchMetrics/0/Metrics")
                            .findValuesAsText("Name")
                            .stream()))
        .contains(Arrays.stream(Metric.values()).map(Metric::title).toArray(String[]::new));
    assertThat(lines().stream().mapToInt(line -> line.path("ProviderLatency").size()).sum())
        .isEqualTo(250);
  }

  @Test
  void counts_add_up_and_times_stay_apart() {
    metrics.count(Metric.ROWS, 3, "PAID");
    metrics.count(Metric.ROWS, 4, "PAID");
    metrics.count(Metric.ROWS, 1, "FAILED");
    metrics.took(Metric.END_TO_END_AGE, Duration.ofSeconds(2));
    metrics.took(Metric.END_TO_END_AGE, Duration.ofSeconds(3));
    metrics.count(Metric.ROWS_ENDED, 8);
    metrics.write();

    assertThat(lines().stream().map(line -> line.path("State").asText() + line.path("Rows")))
        .containsExactly("PAID7.0", "FAILED1.0", "");
    assertThat(lines().getLast().path("EndToEndAge").toString()).isEqualTo("[2000.0,3000.0]");
    assertThat(lines().getLast().path("RowsEnded").asInt()).isEqualTo(8);
  }

  @Test
  void what_it_was_measured_of_stands_beside_it_and_is_no_dimension() {
    metrics.count(Metric.ROWS_ENDED, 8);
    try (var _ = LogFields.of(Map.of(LogFields.BATCH_ID, "b-1", LogFields.CLIENT_ID, "acme"))) {
      metrics.write();
    }

    JsonNode line = lines().getFirst();
    assertThat(line.path("batchId").asText()).isEqualTo("b-1");
    assertThat(line.path("clientId").asText()).isEqualTo("acme");
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[\"Stack\"]]");
  }

  @Test
  void none_leaves_no_line_and_what_is_written_is_forgotten() {
    metrics.count(Metric.STUCK_CHUNKS, 0);
    metrics.write();
    assertThat(written.size()).isZero();

    metrics.count(Metric.STUCK_CHUNKS, 1);
    metrics.write();
    metrics.write();
    assertThat(written.toString(UTF_8).lines()).hasSize(1);
  }

  @Test
  void a_label_that_is_missing_is_a_fault() {
    assertThatThrownBy(() -> metrics.count(Metric.ROWS, 1))
        .hasMessage("ROWS has the dimensions [State] and was given 0 labels");
  }

  private List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    written.toString(UTF_8).lines().forEach(line -> lines.add(read(line)));
    return lines;
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  /**
   * The rules of the embedded metric format specification: names, units, 9 dimensions, 100 metrics
   * and values at most, and each dimension and metric named is a member of the root.
   */
  private static void assertEmbeddedMetricFormat(JsonNode line) {
    assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
    assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").asText()).isEqualTo("BulkOrder");
    assertThat(directive.path("Dimensions")).isNotEmpty();
    for (JsonNode set : directive.path("Dimensions")) {
      assertThat(set.size()).isBetween(1, 9);
      set.forEach(name -> assertThat(line.path(name.asText()).isTextual()).isTrue());
    }
    assertThat(directive.path("Metrics").size()).isBetween(1, 100);
    for (JsonNode metric : directive.path("Metrics")) {
      assertThat(metric.path("Unit").asText()).isIn("Count", "None", "Seconds", "Milliseconds");
      assertThat(metric.path("Name").asText()).matches(Pattern.compile("[A-Za-z]{1,64}"));
      JsonNode value = line.path(metric.path("Name").asText());
      assertThat(value.isNumber() || (value.isArray() && value.size() <= 100)).isTrue();
      value.forEach(one -> assertThat(one.isNumber()).isTrue());
    }
  }
}
