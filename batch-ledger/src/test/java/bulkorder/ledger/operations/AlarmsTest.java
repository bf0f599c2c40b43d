package bulkorder.ledger.operations;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms, dashboard and runbook, held to what the functions measure and to each other. */
class AlarmsTest {

  private static final Path ROOT = Path.of("..");
  private static final Map<String, Metric> METRICS =
      Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::title, Function.identity()));

  private static final Pattern OF_AN_ALARM =
      Pattern.compile(
          "Namespace: BulkOrder\\s+MetricName: (\\w+)\\s+Dimensions:\\s+((?:- Name: .*\\s+Value: .*\\s+)+)");
  private static final Pattern OF_SLOW_FUNCTIONS =
      Pattern.compile("(?s)Fn::ForEach::(FunctionsOf\\d+Seconds)Slow:.*?Threshold: (\\d+)");
  private static final Pattern OF_THE_DASHBOARD =
      Pattern.compile("\\[\"BulkOrder\", \"(\\w+)\"((?:, \"[^\"]*\")*)");

  @Test
  void alarms_look_at_metrics_that_are_measured_with_their_dimensions() throws IOException {
    String alarms = read("infra/alarms.yaml");

    List<MatchResult> found = OF_AN_ALARM.matcher(alarms).results().toList();
    assertThat(found).hasSize(alarms.split("Namespace: BulkOrder", -1).length - 1).isNotEmpty();
    for (MatchResult metric : found) {
      assertThat(dimensions(metric.group(1)))
          .as(metric.group(1))
          .isEqualTo(
              Pattern.compile("- Name: (\\w+)")
                  .matcher(metric.group(2))
                  .results()
                  .map(name -> name.group(1))
                  .toList());
    }
  }

  @Test
  void the_dashboard_shows_every_metric_with_its_dimensions() throws IOException {
    String dashboard = read("infra/dashboard.yaml");
    Set<String> shown = new TreeSet<>();

    for (MatchResult metric : OF_THE_DASHBOARD.matcher(dashboard).results().toList()) {
      String[] parts = metric.group(2).replace("\"", "").split(", ", -1);
      List<String> names = new ArrayList<>();
      for (int i = 1; i < parts.length; i += 2) {
        names.add(parts[i]);
      }
      assertThat(names).as(metric.group(1)).isEqualTo(dimensions(metric.group(1)));
      shown.add(metric.group(1));
    }

    // How many messages there were is only the measure of how many failed.
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            METRICS.keySet().stream().filter(not("Messages"::equals)).toList());
  }

  @Test
  void each_alarm_has_an_entry_in_the_runbook_and_each_entry_an_alarm() throws IOException {
    String alarms = read("infra/alarms.yaml");
    Set<String> entries =
        groups("(?m)^### ([a-z0-9-]+)$", read("infra/runbook.md").split("\n## Ways", -1)[0]);

    assertThat(groups("infra/runbook\\.md#([a-z0-9-]+)", alarms)).isEqualTo(entries).isNotEmpty();
    assertThat(alarms.split("AWS::CloudWatch::Alarm", -1))
        .hasSameSizeAs(alarms.split("AlarmDescription: .*infra/runbook\\.md#", -1));
  }

  @Test
  void each_alarm_says_what_silence_means_and_rings_somewhere() throws IOException {
    String alarms = read("infra/alarms.yaml");
    int count = alarms.split("AWS::CloudWatch::Alarm\n", -1).length;

    assertThat(alarms.split("TreatMissingData: (notBreaching|breaching)\n", -1)).hasSize(count);
    assertThat(alarms.split("AlarmActions: \\[!Ref Topic\\]", -1)).hasSize(count);
  }

  @Test
  void each_function_and_each_queue_has_its_alarms() throws IOException {
    String alarms = read("infra/alarms.yaml");
    Set<String> handlers = groups("QUARKUS_LAMBDA_HANDLER: (\\S+)", read("template.yaml"));

    assertThat(parameter(alarms, "Functions"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(handlers.stream(), Stream.of("status")).toList());
    assertThat(parameter(alarms, "DeadLetterQueues"))
        .containsExactlyInAnyOrderElementsOf(
            handlers.stream().filter(name -> name.endsWith("-dead-letter")).toList());
    assertThat(parameter(alarms, "Queues"))
        .containsExactlyInAnyOrderElementsOf(
            parameter(alarms, "DeadLetterQueues").stream()
                .map(name -> name.replace("-dead-letter", ""))
                .filter(not("import"::equals))
                .toList());
    assertThat(handlers).containsAll(parameter(alarms, "MessageFunctions"));
  }

  @Test
  void an_alarm_rings_when_an_invocation_takes_four_fifths_of_its_time() throws IOException {
    String alarms = read("infra/alarms.yaml");
    Map<String, Integer> bounds = new TreeMap<>();
    for (MatchResult loop : OF_SLOW_FUNCTIONS.matcher(alarms).results().toList()) {
      for (String handler : parameter(alarms, loop.group(1))) {
        bounds.put(handler, Integer.parseInt(loop.group(2)));
      }
    }

    assertThat(bounds)
        .isEqualTo(
            timeouts(read("template.yaml")).entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, it -> it.getValue() * 800, (a, b) -> a, TreeMap::new)));
  }

  /** By handler, in seconds. */
  private static Map<String, Integer> timeouts(String template) {
    int everywhere = Integer.parseInt(groups("(?m)^    Timeout: (\\d+)$", template).getFirst());
    Map<String, Integer> timeouts = new TreeMap<>();
    for (String function : template.split("Type: AWS::Serverless::Function\n", -1)) {
      for (String handler : groups("QUARKUS_LAMBDA_HANDLER: (\\S+)", function)) {
        timeouts.put(
            handler,
            groups("(?m)^      Timeout: (\\d+)$", function).stream()
                .findFirst()
                .map(Integer::valueOf)
                .orElse(everywhere));
      }
    }
    return timeouts;
  }

  private static List<String> dimensions(String title) {
    assertThat(METRICS).containsKey(title);
    Metric metric = Objects.requireNonNull(METRICS.get(title));
    return Stream.concat(Stream.of("Stack"), metric.dimensions().stream()).toList();
  }

  private static List<String> parameter(String alarms, String name) {
    return groups("  " + name + ":\n    Type: CommaDelimitedList\n    Default: (\\S+)", alarms)
        .stream()
        .flatMap(values -> Arrays.stream(values.split(",", -1)))
        .toList();
  }

  private static NavigableSet<String> groups(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
