package bulkorder.ledger.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gathers measurements and writes them as lines on standard output, in CloudWatch's embedded metric
 * format, which the log service turns into metrics
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * No call, no client, nothing to wait for. What is measured with the same labels is one line; what
 * it was measured of, such as the batch, stands beside it.
 */
@ApplicationScoped
public class MetricLines implements Measurements {

  private static final String NAMESPACE = "BulkOrder";
  private static final String STACK = "Stack";

  /** The format allows no more of one metric in a line. */
  private static final int VALUES_MAX = 100;

  private record Labels(List<String> dimensions, List<String> values) {}

  private final ObjectMapper json;
  private final InstantSource clock;
  private final String stack;
  private final Supplier<PrintStream> out;
  private final Map<Labels, Map<Metric, List<Double>>> gathered = new LinkedHashMap<>();

  @Inject
  MetricLines(ObjectMapper json, InstantSource clock, OperationsConfig config) {
    this(json, clock, config.stack(), () -> System.out);
  }

  MetricLines(ObjectMapper json, InstantSource clock, String stack, Supplier<PrintStream> out) {
    this.json = json;
    this.clock = clock;
    this.stack = stack;
    this.out = out;
  }

  @Override
  public synchronized void add(Metric metric, double value, String... labels) {
    if (labels.length != metric.dimensions().size()) {
      throw new IllegalArgumentException(
          "%s has the dimensions %s and was given %d labels"
              .formatted(metric, metric.dimensions(), labels.length));
    }
    List<Double> values =
        gathered
            .computeIfAbsent(
                new Labels(metric.dimensions(), List.of(labels)), _ -> new LinkedHashMap<>())
            .computeIfAbsent(metric, _ -> new ArrayList<>());
    if (metric.addsUp() && !values.isEmpty()) {
      values.set(0, values.getFirst() + value);
    } else {
      values.add(value);
    }
    if (values.size() == VALUES_MAX) {
      write();
    }
  }

  /** Writes what was gathered, and forgets it. */
  public synchronized void write() {
    gathered.forEach((labels, metrics) -> out.get().println(line(labels, metrics)));
    gathered.clear();
  }

  private String line(Labels labels, Map<Metric, List<Double>> metrics) {
    ObjectNode line = json.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    ArrayNode dimensions =
        directive.put("Namespace", NAMESPACE).putArray("Dimensions").addArray().add(STACK);
    labels.dimensions().forEach(dimensions::add);
    ArrayNode definitions = directive.putArray("Metrics");
    LogFields.present().forEach(line::put);
    line.put(STACK, stack);
    for (int i = 0; i < labels.values().size(); i++) {
      line.put(labels.dimensions().get(i), labels.values().get(i));
    }
    metrics.forEach(
        (metric, values) -> {
          definitions.addObject().put("Name", metric.title()).put("Unit", metric.unit());
          put(line, metric.title(), values);
        });
    return line.toString();
  }

  private static void put(ObjectNode line, String name, List<Double> values) {
    if (values.size() == 1) {
      line.put(name, values.getFirst());
    } else {
      ArrayNode several = line.putArray(name);
      values.forEach(several::add);
    }
  }
}
